let at = 0
axios.post(url, { a: 1 }, {
  onDownloadProgress: (progress) => {
    const all = progress.event.target.responseText
    take(all.slice(at))
    at = all.length
  }
})
