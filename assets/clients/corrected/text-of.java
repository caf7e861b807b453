
// TO FILL IN: where a piece of the text stands in a record. //? to-fill-in
private static Object textOf(Object data) {
    return __TEXT__;
}

// value[…][…]…, or null where something on the way is missing.
private static Object at(Object value, Object... path) {
    for (Object step : path) {
        if (value instanceof Map<?, ?> map) value = map.get(step);
        else if (value instanceof List<?> list && step instanceof Integer index && index < list.size()) value = list.get(index);
        else return null;
    }
    return value;
}
//? parts
private static String join(Object parts) { //? parts
    StringBuilder text = new StringBuilder(); //? parts
    for (Object part : parts instanceof List<?> list ? list : List.of()) { //? parts
        if (at(part, "thought") != Boolean.TRUE && at(part, "text") instanceof String piece) text.append(piece); //? parts
    } //? parts
    return text.toString(); //? parts
} //? parts
//? first
private static Object first(Object... values) { //? first
    for (Object value : values) if (value != null) return value; //? first
    return null; //? first
} //? first
