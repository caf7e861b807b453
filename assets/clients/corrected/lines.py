
def lines(pieces):
    """Whole lines: they end with LF, CR LF or CR, and with nothing else that str.splitlines() splits at."""
    rest = ""
    for piece in pieces:
        # A CR that is the last character may be half of a CR LF: it waits.
        *whole, rest = re.split(r"\r\n|\n|\r(?!\Z)", rest + piece)
        yield from whole
    yield rest.rstrip("\r")  # the last line may lack its end

