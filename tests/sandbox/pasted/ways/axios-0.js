let at = 0
axios({
  url,
  method: 'post',
  responseType: 'text',
  onDownloadProgress (event) {
    const all = event.currentTarget.response
    take(all.slice(at))
    at = all.length
  }
})
