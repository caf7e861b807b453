const source = new EventSource(url)
source.addEventListener('message', ({ data }) => show(JSON.parse(data).t))
