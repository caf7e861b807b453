fetch(url).then((response) => response.body.getReader()).then((reader) => {
  const next = () => reader.read().then(({ done, value }) => {
    if (done) return
    take(decoder.decode(value, { stream: true }))
    return next()
  })
  return next()
})
