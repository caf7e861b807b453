feed(decoder.decode() + '\n\n') // the last event may lack its empty line //? sse
feed(decoder.decode() + '\n') // the last line may lack its end //? line-prefixed
feed(decoder.decode()) //? !by-lines
