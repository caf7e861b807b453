const xhr = new XMLHttpRequest()
let at = 0
xhr.open('GET', url)
xhr.onreadystatechange = function () {
  if (xhr.readyState < 3) return
  take(this.responseText.slice(at))
  at = this.responseText.length
}
xhr.send()
