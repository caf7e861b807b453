//+ about
import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.nio.charset.Charset; //? !utf-8
import java.nio.charset.StandardCharsets; //? utf-8
import java.time.Duration;
import java.util.*; //? !text
import java.util.function.Consumer;

public class StreamReply {
    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> onText;
    private final Consumer<String> onError;

    StreamReply(Consumer<String> onText, Consumer<String> onError) {
        this.onText = onText;
        this.onError = onError;
    }

    String run() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(__URL__))
            __HEADERS__ //? headers
            .method(__METHOD__, HttpRequest.BodyPublishers.ofString(BODY)) //? body
            .method(__METHOD__, HttpRequest.BodyPublishers.noBody()) //? !body
            .build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        try (BufferedReader reader = open(client.send(request, HttpResponse.BodyHandlers.ofInputStream()))) {
            read(reader);
        } catch (IOException error) {
            onError.accept(error.getMessage()); // the text that came before stays
        }
        return text.toString();
    }

    private static BufferedReader open(HttpResponse<InputStream> response) throws IOException {
        // One decoder for the whole reply: it keeps the first bytes of a character that a chunk's end cuts.
        // new String(buffer, 0, size, UTF_8) would break it.
        InputStreamReader characters = new InputStreamReader(response.body(), StandardCharsets.UTF_8); //? utf-8
        InputStreamReader characters = new InputStreamReader(response.body(), Charset.forName(__ENCODING__)); //? !utf-8
        BufferedReader reader = new BufferedReader(characters);
        if (response.statusCode() >= 400) throw new IOException("HTTP " + response.statusCode() + ": " + reader.readLine());
        reader.mark(1); //? utf-8
        if (reader.read() != 0xfeff) reader.reset(); // a byte order mark is no text //? utf-8
        return reader;
    }

    //+ reader //? !text
    //+ text //? text
    //+ data //? !text
    //+ text-of //? json

    private static final String BODY = __BODY__; //? body
    //? body
    public static void main(String[] args) throws Exception {
        Consumer<String> show = text -> { }; // the reply so far, each time there is more of it
        System.out.println(new StreamReply(show, System.err::println).run());
    }
    //+ json //? json
}
