import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * Adds to each message of a JSON list how many bytes Apache Kafka's own classes write for it: length, header and body.
 *
 *   javac -cp 'libs/*' MessageSizes.java
 *   java -cp 'libs/*:.' MessageSizes cases.json > message-sizes.json
 */
public class MessageSizes {
    static final int LENGTH = 4;

    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ArrayNode cases = (ArrayNode) json.readTree(new File(args[0]));
        StringBuilder lines = new StringBuilder();
        for (JsonNode node : cases) {
            ObjectNode entry = (ObjectNode) node;
            short version = (short) entry.get("version").asInt();
            String name = entry.get("message").asText();
            ApiMessage message = read(name, entry.get("data"), version);
            ApiKeys key = ApiKeys.forId(message.apiKey());
            int body = sizeOf(message, version);
            String clientId = entry.has("clientId") ? entry.get("clientId").asText() : "client";
            int header = name.endsWith("Request")
                ? sizeOf(new RequestHeader(key, version, clientId, 7).data(), key.requestHeaderVersion(version))
                : sizeOf(new ResponseHeader(7, key.responseHeaderVersion(version)).data(), key.responseHeaderVersion(version));
            entry.put("bytes", LENGTH + header + body);
            lines.append(lines.length() == 0 ? "" : ",\n").append(json.writeValueAsString(entry));
        }
        System.out.println("{\n\"cases\": [\n" + lines + "\n]\n}");
    }

    static int sizeOf(Message message, short version) {
        return message.size(new ObjectSerializationCache(), version);
    }

    static ApiMessage read(String name, JsonNode data, short version) throws Exception {
        Class<?> converter = Class.forName("org.apache.kafka.common.message." + name + "DataJsonConverter");
        return (ApiMessage) converter.getMethod("read", JsonNode.class, short.class).invoke(null, data, version);
    }
}
