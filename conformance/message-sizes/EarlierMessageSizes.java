import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * The same as MessageSizes for what only versions with ZooKeeper say (LeaderAndIsr, UpdateMetadata, StopReplica,
 * ControlledShutdown), whose classes read no JSON: run against the jars of 2.5.0. Other messages are left out.
 *
 *   java -cp 'libs/*:.' EarlierMessageSizes cases.json
 */
public class EarlierMessageSizes {
    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (JsonNode node : (ArrayNode) json.readTree(new File(args[0]))) {
            String name = node.get("message").asText();
            if (!name.matches("(LeaderAndIsr|UpdateMetadata|StopReplica|ControlledShutdown)Re(quest|sponse)")) continue;
            short version = (short) node.get("version").asInt();
            ApiMessage message = (ApiMessage) read(
                Class.forName("org.apache.kafka.common.message." + name + "Data"), node.get("data"));
            ApiKeys key = ApiKeys.forId(message.apiKey());
            int body = message.size(new ObjectSerializationCache(), version);
            int header = name.endsWith("Request")
                ? new RequestHeader(key, version, "client", 7).toStruct().sizeOf()
                : 4 + (key.responseHeaderVersion(version) > 0 ? 1 : 0);
            ((ObjectNode) node).put("bytes", 4 + header + body);
            System.out.println(json.writeValueAsString(node));
        }
    }

    static Object read(Class<?> type, JsonNode data) throws Exception {
        Object made = type.getConstructor().newInstance();
        for (Map.Entry<String, JsonNode> field : (Iterable<Map.Entry<String, JsonNode>>) data::fields) {
            String name = field.getKey();
            String setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
            for (Method method : type.getMethods()) {
                if (!method.getName().equals(setter)) continue;
                method.invoke(made, value(method.getGenericParameterTypes()[0], field.getValue()));
            }
        }
        return made;
    }

    static Object value(Type type, JsonNode data) throws Exception {
        if (data.isNull()) return null;
        if (type == int.class || type == Integer.class) return data.asInt();
        if (type == short.class) return (short) data.asInt();
        if (type == long.class) return data.asLong();
        if (type == boolean.class) return data.asBoolean();
        if (type == String.class) return data.asText();
        Collection<Object> list;
        Type element;
        if (type instanceof ParameterizedType) {
            list = new ArrayList<>();
            element = ((ParameterizedType) type).getActualTypeArguments()[0];
        } else {
            @SuppressWarnings("unchecked")
            Collection<Object> own = (Collection<Object>) ((Class<?>) type).getConstructor().newInstance();
            list = own;
            element = ((ParameterizedType) ((Class<?>) type).getGenericSuperclass()).getActualTypeArguments()[0];
        }
        for (JsonNode each : data)
            list.add(element instanceof Class && ((Class<?>) element).getName().startsWith("org.apache")
                ? read((Class<?>) element, each) : value(element, each));
        return list;
    }
}
