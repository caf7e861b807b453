// Runs sources as Node would, each as often as it is asked to: [[source, times], …] on stdin, [[text, …], …] on stdout.
const vm = require('node:vm')

async function run (source) {
  const said = []
  const errors = []
  const reply = { textContent: '' }
  const context = {
    fetch,
    TextDecoder,
    console: { log: (text) => said.push(text), error: (text) => errors.push(text), warn () {} },
    document: { querySelector: () => reply }
  }
  await vm.runInNewContext(source, context) // the value of the last statement: what streamReply() returned
  return { text: said.length ? said.join('\n') : reply.textContent, errors }
}

async function main () {
  let input = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk
  const answers = []
  for (const [source, times] of JSON.parse(input)) {
    const texts = []
    for (let at = 0; at < times; at++) texts.push(await run(source))
    answers.push(texts)
  }
  process.stdout.write(JSON.stringify(answers))
}

main()
