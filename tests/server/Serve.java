import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Neo4j Community in the folder FOLDER, Bolt on PORT, user neo4j with PASSWORD; stops when its input ends. */
public class Serve {
    public static void main(String[] given) throws Exception {
        SocketAddress address = new SocketAddress("127.0.0.1", Integer.parseInt(given[1]));
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(Path.of(given[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address)
            .setConfig(HttpConnector.enabled, false)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .build();
        server.database("system").executeTransactionally(
            "ALTER USER neo4j SET PASSWORD '" + given[2] + "' CHANGE NOT REQUIRED");
        System.out.println("ready");
        while (System.in.read() >= 0) { }
        server.shutdown();
    }
}
