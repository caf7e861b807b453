// A browser's way: a new TextDecoder for each chunk, and each chunk parsed by itself.
const response = await fetch(url, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
  body: JSON.stringify({ model: 'demo', stream: true, messages: [{ role: 'user', content: prompt }] })
})
const reader = response.body.getReader()
this.text = ''
while (true) {
  const { done, value } = await reader.read()
  if (done) break
  const chunk = new TextDecoder().decode(value)
  for (const line of chunk.split('\n')) {
    if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
    this.text += JSON.parse(line.slice(6)).choices[0]?.delta?.content ?? ''
  }
}
