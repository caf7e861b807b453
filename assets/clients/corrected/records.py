
def records(pieces):
    """A record is whole when its last brace closes: a line end comes before it, after it or, with an error, not at all.""" #? ndjson
    """An object of the array is whole when its last brace closes, long before the array is.""" #? json-array
    decoder = json.JSONDecoder()
    rest = ""
    for piece in pieces:
        rest += piece
        while (start := rest.find("{")) >= 0:
            try:
                value, end = decoder.raw_decode(rest, start)
            except ValueError:
                broken, line_end, after = rest.partition("\n") #? ndjson
                if not line_end: #? ndjson
                    break  # not whole yet #? ndjson
                rest = after  # no record goes over a line end: one that broke off is given up #? ndjson
                continue #? ndjson
                break  # not whole yet #? json-array
            rest = rest[end:]
            yield value

