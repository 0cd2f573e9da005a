package dev.neuralake.interop.spark;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One Spark session over standard input and output. Each line in is a JSON string, a statement of Spark SQL; each line
 * out is {@code {"rows": […], "schema": "…"}} or {@code {"error": "…"}}. Ends when its input ends. Arguments: a folder for
 * its files, and settings, {@code key=value}, other than those for tables of a few rows.
 */
public final class SparkServer {
    private SparkServer() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        // Whatever a library prints goes beside the answers, not into them.
        System.setOut(System.err);
        // Decimals pass through with all their digits.
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try (SparkSession spark = session(args[0])) {
            for (String setting : List.of(args).subList(1, args.length)) {
                spark.conf().set(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
            }
            answers.println("{\"ready\":true}");
            BufferedReader statements =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = statements.readLine(); line != null; line = statements.readLine()) {
                answers.println(mapper.writeValueAsString(answer(spark, mapper, mapper.readValue(line, String.class))));
                answers.flush();
            }
        }
    }

    private static List<String> json(Dataset<Row> result) {
        if (result.columns().length == 0) {
            return List.of();
        }
        return result.selectExpr("to_json(struct(*), map('timestampFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX\", "
                        + "'timestampNTZFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\"))")
                .as(Encoders.STRING())
                .collectAsList();
    }

    private static SparkSession session(String folder) {
        return SparkSession.builder()
                .master("local[2]")
                .appName("interop")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.warehouse.dir", folder + "/warehouse")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.jsonGenerator.ignoreNullFields", "false")
                // Tables of a few rows take longer to compile for than to read.
                .config("spark.default.parallelism", "1")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "1")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.databricks.delta.merge.materializeSource", "none")
                .config("spark.databricks.delta.retentionDurationCheck.enabled", "false")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }

    private static ObjectNode answer(SparkSession spark, ObjectMapper mapper, String statement) {
        ObjectNode answer = mapper.createObjectNode();
        try {
            Dataset<Row> result = spark.sql(statement);
            ArrayNode rows = answer.putArray("rows");
            for (String row : json(result)) {
                rows.add(mapper.readTree(row));
            }
            answer.put("schema", result.schema().toDDL());
        } catch (Exception e) {
            answer.put("error", String.valueOf(e.getMessage()));
        }
        return answer;
    }
}
