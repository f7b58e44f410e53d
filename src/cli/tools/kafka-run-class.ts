/** Counterpart in Kafka: bin/kafka-run-class.sh, which every other script calls with a class. */
import { classExists, throwableText } from '../../kafka/common/java-classes.ts'
import { type Program, writeError } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'

/** What is left when the class is no tool: how the JVM complains. */
export const kafkaRunClass: Program = {
  ...replayedTool(() => undefined),
  start({ process, profile }) {
    const [className] = process.args
    if (className === undefined) {
      writeError(process, 'USAGE: kafka-run-class.sh [-daemon] [-name servicename] [-loggc] classname [opts]\n')
    } else if (classExists(profile.clientClasses, className)) {
      writeError(
        process,
        `Error: Main method not found in class ${className}, please define the main method as:\n   public static void main(String[] args)\nor a JavaFX application class must extend javafx.application.Application\n`,
      )
    } else {
      writeError(
        process,
        `Error: Could not find or load main class ${className}\nCaused by: ${throwableText('java.lang.ClassNotFoundException', className)}\n`,
      )
    }
    process.exitCode = 1
  },
}
