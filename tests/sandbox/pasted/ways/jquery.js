let at = 0
$.ajax({
  url,
  type: 'POST',
  xhrFields: {
    onprogress (event) {
      const all = event.currentTarget.response
      take(all.slice(at))
      at = all.length
    }
  }
})
