await fetchEventSource(url, { onmessage (event) { show(JSON.parse(event.data).t) } })
