
// JSON without a library, lenient with what is none. With Jackson all of it is: new ObjectMapper().readTree(data)
private static final class Json {
    private final String source;
    private int position;

    private Json(String source) {
        this.source = source;
    }

    static Object parse(String source) {
        Json json = new Json(source);
        Object value = json.value();
        if (json.peek() != 0) throw new IllegalArgumentException("more than one value");
        return value;
    }

    private Object value() {
        switch (peek()) {
            case '{': return object();
            case '[': return array();
            case '"': return string();
            default: return literal();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new HashMap<>();
        expect('{');
        if (peek() != '}') {
            do {
                String name = string();
                expect(':');
                members.put(name, value());
            } while (take(','));
        }
        expect('}');
        return members;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        expect('[');
        if (peek() != ']') {
            do items.add(value()); while (take(','));
        }
        expect(']');
        return items;
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        expect('"');
        for (char c = source.charAt(position++); c != '"'; c = source.charAt(position++)) {
            if (c == '\\') {
                c = source.charAt(position++);
                int control = "bfnrt".indexOf(c);
                if (control >= 0) c = "\b\f\n\r\t".charAt(control);
                else if (c == 'u') c = (char) Integer.parseInt(source.substring(position, position += 4), 16);
            }
            text.append(c);
        }
        return text.toString();
    }

    private Object literal() {
        int start = position;
        while (position < source.length() && ",]} \t\r\n".indexOf(source.charAt(position)) < 0) position++;
        String word = source.substring(start, position);
        switch (word) {
            case "true": return true;
            case "false": return false;
            case "null": return null;
            default: return Double.valueOf(word);
        }
    }

    private char peek() {
        while (position < source.length() && " \t\r\n".indexOf(source.charAt(position)) >= 0) position++;
        return position < source.length() ? source.charAt(position) : 0;
    }

    private boolean take(char c) {
        if (peek() != c) return false;
        position++;
        return true;
    }

    private void expect(char c) {
        if (!take(c)) throw new IllegalArgumentException(c + " expected at " + position);
    }
}
