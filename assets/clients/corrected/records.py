
def records(pieces):
    """Each record as soon as its last brace closes: a line end comes before it, after it or, with an error, not at all.""" #? ndjson
    """Each object of the array as soon as its last brace closes, long before the array is whole.""" #? json-array
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
                rest = after  # no record goes over a line end: this one broke off #? ndjson
                continue #? ndjson
                break  # not whole yet #? json-array
            rest = rest[end:]
            yield value

