const [size, setSize] = useState(0)
useEffect(() => {
  wx.request({ enableChunked: true }).onChunkReceived((res) => setSize(res.data.byteLength))
}, [])
