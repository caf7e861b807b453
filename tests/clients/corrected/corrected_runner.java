import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Runs the classes StreamReply0, StreamReply1 … as often as the arguments say; a line for each run: the reply and the errors, in base64. */
class Runner {
    public static void main(String[] times) throws Exception {
        for (int at = 0; at < times.length; at++) {
            Class<?> source = Class.forName("StreamReply" + at);
            var constructor = source.getDeclaredConstructors()[0];
            var run = source.getDeclaredMethod("run");
            constructor.setAccessible(true);
            run.setAccessible(true);
            for (int count = Integer.parseInt(times[at]); count > 0; count--) {
                List<String> line = new ArrayList<>();
                java.util.function.Consumer<String> show = text -> { };
                java.util.function.Consumer<String> tell = line::add;
                line.add(0, (String) run.invoke(constructor.newInstance(show, tell)));
                line.replaceAll(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
                System.out.println(String.join(" ", line));
            }
        }
    }
}
