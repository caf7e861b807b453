export function useChat () {
  const answer = ref(0)
  const send = async (prompt) => {
    const task = wx.request({ url: `${BASE}/chat`, data: { prompt }, enableChunked: true })
    task.onChunkReceived((res) => { answer.value = res.data.byteLength })
  }
  return { answer, send }
}
