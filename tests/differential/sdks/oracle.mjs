// Says what the vendors' libraries put together from bytes: one request a line, {"operation", "items"}, one answer a line, as
// ../node/oracle.mjs has it. An answer is {text, reasoning, finish, usage, calls: [id, name, arguments], error}, or {thrown}.
import { createInterface } from 'node:readline'

const SSE = { 'content-type': 'text/event-stream; charset=utf-8' }
const QUESTION = [{ role: 'user', content: 'hi' }]
const none = { text: '', reasoning: '', finish: null, usage: null, calls: [], error: null }

function streamOf (pieces) {
  return new ReadableStream({
    start (controller) {
      for (const piece of pieces) controller.enqueue(new Uint8Array(Buffer.from(piece, 'base64')))
      controller.close()
    }
  })
}

const responseOf = (pieces) => new Response(streamOf(pieces), { headers: SSE })

async function anthropic (pieces) {
  const { default: Anthropic } = await import('@anthropic-ai/sdk')
  const client = new Anthropic({ apiKey: 'none', maxRetries: 0, fetch: async () => responseOf(pieces) })
  const stream = client.messages.stream({ model: 'demo', max_tokens: 9, messages: QUESTION })
  let error = null
  let whole
  stream.on('streamEvent', (_event, message) => { whole = message })
  try {
    whole = await stream.finalMessage()
  } catch (failure) { // it throws for a stream that was cut short, too: what came by then was shown
    if (!whole) throw failure
    error = failure.error?.error.message ?? null
  }
  const texts = (type, name) => whole.content.filter((block) => block.type === type).map((block) => block[name]).join('')
  const calls = whole.content.filter((block) => ['tool_use', 'server_tool_use'].includes(block.type))
  return {
    text: texts('text', 'text'),
    reasoning: texts('thinking', 'thinking'),
    finish: whole.stop_reason ?? null,
    usage: { input: whole.usage.input_tokens, output: whole.usage.output_tokens },
    calls: calls.map(({ id, name, input }) => [id, name, input]),
    error
  }
}

async function gemini (pieces) {
  const { GoogleGenAI } = await import('@google/genai')
  globalThis.fetch = async () => responseOf(pieces)
  const client = new GoogleGenAI({ apiKey: 'none' })
  const said = { ...none, calls: [] }
  try {
    for await (const chunk of await client.models.generateContentStream({ model: 'demo', contents: 'hi' })) {
      const usage = chunk.usageMetadata
      if (usage) {
        said.usage = {
          input: usage.promptTokenCount,
          output: usage.candidatesTokenCount,
          total: usage.totalTokenCount,
          reasoning: usage.thoughtsTokenCount
        }
      }
      const candidate = chunk.candidates?.[0]
      said.finish = candidate?.finishReason ?? chunk.promptFeedback?.blockReason ?? said.finish
      for (const part of candidate?.content?.parts ?? []) {
        if (part.functionCall) said.calls.push([part.functionCall.id ?? null, part.functionCall.name, part.functionCall.args])
        else said[part.thought ? 'reasoning' : 'text'] += part.text ?? ''
      }
    }
  } catch (failure) {
    if (failure.name !== 'ApiError') throw failure
    said.error = JSON.parse(failure.message.slice(failure.message.indexOf('{'))).error.message
  }
  return said
}

// What a page shows: the chunks as the AI SDK's transport reads them, put together into a message.
async function vercel (pieces) {
  const { DefaultChatTransport, readUIMessageStream } = await import('ai')
  const transport = new DefaultChatTransport({ api: 'http://127.0.0.1/', fetch: async () => responseOf(pieces) })
  const chunks = await transport.sendMessages({ trigger: 'submit-message', chatId: 'c', messages: [], abortSignal: undefined })
  const said = { ...none }
  const seen = chunks.pipeThrough(new TransformStream({
    transform (chunk, controller) {
      if (chunk.type === 'finish') said.finish = chunk.finishReason ?? null
      if (chunk.type === 'error') said.error = chunk.errorText
      else controller.enqueue(chunk)
    }
  }))
  let message = { parts: [] }
  let thrown = null
  for await (const shown of readUIMessageStream({ stream: seen, onError: (error) => { thrown = error } })) message = shown
  if (thrown) throw thrown
  const texts = (type) => message.parts.filter((part) => part.type === type).map((part) => part.text).join('')
  const calls = message.parts.filter((part) => part.type.startsWith('tool-') || part.type === 'dynamic-tool')
  return {
    ...said,
    text: texts('text'),
    reasoning: texts('reasoning'),
    calls: calls.map((part) => [part.toolCallId, part.toolName ?? part.type.slice(5), part.input])
  }
}

// The same for the streams of version 4.
async function vercel4 (pieces) {
  const { processDataStream } = await import('@ai-sdk/ui-utils')
  const said = { ...none, calls: [] }
  const begun = {}
  await processDataStream({
    stream: streamOf(pieces),
    onTextPart: (text) => { said.text += text },
    onReasoningPart: (text) => { said.reasoning += text },
    onErrorPart: (text) => { said.error = text },
    onToolCallPart: (call) => said.calls.push([call.toolCallId, call.toolName, call.args]),
    onToolCallStreamingStartPart: (call) => { begun[call.toolCallId] = [call.toolName, ''] },
    onToolCallDeltaPart: (call) => { begun[call.toolCallId][1] += call.argsTextDelta },
    onFinishMessagePart: ({ finishReason, usage }) => {
      said.finish = finishReason
      said.usage = usage && { input: usage.promptTokens, output: usage.completionTokens }
    }
  })
  for (const [id, [name, text]] of Object.entries(begun)) said.calls.push([id, name, JSON.parse(text)])
  return said
}

const operations = { anthropic, gemini, vercel, vercel4 }

for await (const line of createInterface({ input: process.stdin })) {
  const { operation, items } = JSON.parse(line)
  const answers = []
  for (const pieces of items) {
    answers.push(await operations[operation](pieces).catch((error) => ({ thrown: `${error.name}: ${error.message}` })))
  }
  process.stdout.write(JSON.stringify(answers) + '\n')
}
