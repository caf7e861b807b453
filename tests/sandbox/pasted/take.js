let buffer = ''

function take (piece) {
  buffer += piece
  const lines = buffer.split('\n')
  buffer = lines.pop()
  for (const line of lines) if (line.startsWith('data: ')) show(JSON.parse(line.slice(6)).t)
}

