const xhr = new XMLHttpRequest()
let at = 0
xhr.open('POST', url)
xhr.setRequestHeader('A', 'b')
xhr.onprogress = () => {
  take(xhr.responseText.slice(at))
  at = xhr.responseText.length
}
xhr.send('{}')
