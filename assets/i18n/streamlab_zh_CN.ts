<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BodyEditor</name>
    <message>
        <source>Character {place} is no hex digit pair.</source>
        <translation>第 {place} 个字符处不是成对的十六进制数字。</translation>
    </message>
    <message>
        <source>This is not valid base64.</source>
        <translation>这不是合法的 base64。</translation>
    </message>
    <message>
        <source>No body</source>
        <translation>无正文</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Bytes as hex</source>
        <translation>字节（十六进制）</translation>
    </message>
    <message>
        <source>Bytes as base64</source>
        <translation>字节（base64）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kind of body</source>
        <translation>正文类型</translation>
    </message>
    <message>
        <source>Request body</source>
        <translation>请求正文</translation>
    </message>
    <message>
        <source>Body file</source>
        <translation>正文文件</translation>
    </message>
    <message>
        <source>Path of the file to send</source>
        <translation>要发送的文件路径</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the body file</source>
        <translation>选择正文文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式化</translation>
    </message>
    <message>
        <source>Indent the JSON</source>
        <translation>缩进 JSON</translation>
    </message>
    <message>
        <source>Format the JSON</source>
        <translation>格式化 JSON</translation>
    </message>
    <message>
        <source>This request sends no body. Choose a kind above to write one.</source>
        <translation>这个请求不带正文。要写正文，先在上方选择类型。</translation>
    </message>
    <message>
        <source>{size} B</source>
        <translation>{size} B</translation>
    </message>
</context>
<context>
    <name>BordersBar</name>
    <message>
        <source>Try all clients</source>
        <translation>试所有客户端</translation>
    </message>
    <message>
        <source>What each client makes of the reply if it comes in these pieces</source>
        <translation>回复若按这些片段到达，各客户端会读成什么</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Take the drawn borders away</source>
        <translation>去掉画上的边界</translation>
    </message>
    <message>
        <source>%n border(s) drawn</source>
        <translation>画了 %n 个边界</translation>
    </message>
    <message>
        <source>the reply in %n pieces</source>
        <translation>回复分成 %n 段</translation>
    </message>
</context>
<context>
    <name>ByteTip</name>
    <message>
        <source>byte {offset} (0x{hex_offset})</source>
        <translation>字节 {offset}（0x{hex_offset}）</translation>
    </message>
    <message>
        <source>hex {hex} · decimal {decimal} · binary {binary}</source>
        <translation>十六进制 {hex} · 十进制 {decimal} · 二进制 {binary}</translation>
    </message>
    <message>
        <source>chunk {chunk}, byte {nth} of {size}</source>
        <translation>第 {chunk} 块，第 {nth}/{size} 字节</translation>
    </message>
    <message>
        <source>the beginning of a character whose rest has not arrived</source>
        <translation>字符的开头，其余部分尚未到达</translation>
    </message>
    <message>
        <source>its {count} bytes lie in chunks {first} to {last}</source>
        <translation>它的 {count} 个字节分布在第 {first} 到 {last} 块</translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message>
        <source>… and more</source>
        <translation>… 等</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the original text</source>
        <translation>复制原文</translation>
    </message>
    <message>
        <source>Show in recording</source>
        <translation>在录制中显示</translation>
    </message>
    <message>
        <source>Show where it stands in the recording</source>
        <translation>显示它在录制中的位置</translation>
    </message>
</context>
<context>
    <name>CellDetail</name>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>修正版</translation>
    </message>
    <message>
        <source>Show bytes</source>
        <translation>显示字节</translation>
    </message>
    <message>
        <source>Show the bytes</source>
        <translation>显示这些字节</translation>
    </message>
    <message>
        <source>Selects the bytes that the border cuts in every view.</source>
        <translation>在所有视图中选中被边界切断的字节。</translation>
    </message>
    <message>
        <source>Corrected handler</source>
        <translation>修正版处理函数</translation>
    </message>
    <message>
        <source>The run chunk by chunk</source>
        <translation>逐块查看这次运行</translation>
    </message>
</context>
<context>
    <name>Chain</name>
    <message>
        <source>written in {name}</source>
        <translation>用 {name} 写出</translation>
    </message>
    <message>
        <source>read as {name}</source>
        <translation>按 {name} 读取</translation>
    </message>
    <message>
        <source>How it happened</source>
        <translation>乱码的由来</translation>
    </message>
</context>
<context>
    <name>ChunkModel</name>
    <message>
        <source>{size} B</source>
        <translation>{size} B</translation>
    </message>
    <message>
        <source>an empty line</source>
        <translation>空行</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>没有新内容</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>无法读取 {file}：{reason}</translation>
    </message>
    <message>
        <source>“{name}” is neither a command nor a file; try: streamlab --help</source>
        <translation>“{name}”既不是命令，也不是文件；可以试试：streamlab --help</translation>
    </message>
    <message>
        <source>“{value}” is no size; write it as 1280x800 (200 to 8000 each).</source>
        <translation>“{value}”不是尺寸；请写成 1280x800 的形式（各为 200 到 8000）。</translation>
    </message>
    <message>
        <source>There is no screen here, so the demo plays in the terminal.</source>
        <translation>这里没有屏幕，改在终端里演示。</translation>
    </message>
    <message>
        <source>So the demo plays in the terminal.</source>
        <translation>因此改在终端里演示。</translation>
    </message>
    <message>
        <source>The lab runs at {url}</source>
        <translation>实验服务器运行于 {url}</translation>
    </message>
    <message>
        <source>No picture of the window: {reason}</source>
        <translation>没有窗口截图：{reason}</translation>
    </message>
    <message>
        <source>{file} cannot be written; it needs a name that ends in .png and a folder open to you.</source>
        <translation>无法写入 {file}；文件名须以 .png 结尾，并放在有写权限的目录里。</translation>
    </message>
    <message>
        <source>A picture of the window is in {file}</source>
        <translation>窗口截图已保存到 {file}</translation>
    </message>
    <message>
        <source>There is nothing to cut: the recording has no content.</source>
        <translation>没有可切的内容：这份录制是空的。</translation>
    </message>
    <message>
        <source>The smallest cut that breaks it</source>
        <translation>使它出错的最小切法</translation>
    </message>
    <message>
        <source>The handler, cut as {cuts}</source>
        <translation>处理函数，切法为 {cuts}</translation>
    </message>
    <message>
        <source>chunk {chunk}, line {line}: {name}: {message}</source>
        <translation>块 {chunk}，第 {line} 行：{name}: {message}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>shown at the end: {text}</source>
        <translation>最终显示：{text}</translation>
    </message>
    <message>
        <source>WARNING: the lab listens on {host}: other machines can reach it.</source>
        <translation>警告：实验服务器监听 {host}，其他机器也能访问。</translation>
    </message>
    <message>
        <source>The lab is running; Ctrl+C stops it.</source>
        <translation>实验服务器正在运行；按 Ctrl+C 停止。</translation>
    </message>
    <message>
        <source>(the peer replaced the reply)</source>
        <translation>（对方替换了整段回复）</translation>
    </message>
    <message>
        <source>Nothing arrived: {file} is as it was before.</source>
        <translation>什么都没有收到：{file} 保持原样。</translation>
    </message>
    <message>
        <source>The recording was written to {file}, a pipe, a device or the output itself: whether it is kept there is not known.</source>
        <translation>录制已写到 {file}。它是管道、设备或输出本身，那里是否留下了内容无从得知。</translation>
    </message>
    <message>
        <source>The recording is kept in {file}</source>
        <translation>录制保存在 {file}</translation>
    </message>
    <message>
        <source>There is no text to look up.</source>
        <translation>没有要查询的文本。</translation>
    </message>
    <message>
        <source>Standard input is no UTF-8: it is read as {charset}.</source>
        <translation>标准输入不是 UTF-8：按 {charset} 读取。</translation>
    </message>
    <message>
        <source>Standard input is no UTF-8: its bytes are taken as ISO-8859-1 text.</source>
        <translation>标准输入不是 UTF-8：其字节按 ISO-8859-1 文本处理。</translation>
    </message>
    <message>
        <source>The text is long: only its beginning was looked at.</source>
        <translation>文字很长：只看了开头部分。</translation>
    </message>
    <message>
        <source>It does not stand in the recording.</source>
        <translation>录制里没有这段文字。</translation>
    </message>
    <message>
        <source>In the recording it stands %n time(s):</source>
        <translation>它在录制里出现 %n 次：</translation>
    </message>
    <message>
        <source>  at {start}–{end} · chunk {border} · {what}</source>
        <translation>  位于 {start}–{end} · 块 {border} · {what}</translation>
    </message>
    <message>
        <source>  and %n more</source>
        <translation>  另有 %n 处</translation>
    </message>
    <message>
        <source>{sign} as a correct client</source>
        <translation>{sign} 与正确的客户端一致</translation>
    </message>
    <message>
        <source>{sign} not, with the number of borders that break it</source>
        <translation>{sign} 不一致，并给出使它出错的边界数</translation>
    </message>
    <message>
        <source>{sign} there is more to cut</source>
        <translation>{sign} 还有没试的切法</translation>
    </message>
    <message>
        <source>{sign} not looked at</source>
        <translation>{sign} 没有试</translation>
    </message>
    <message>
        <source>Right however it is cut: {count}.</source>
        <translation>怎么切都对：{count} 种。</translation>
    </message>
    <message>
        <source>Right or wrong, depending on the borders: {count}.</source>
        <translation>对错取决于边界：{count} 种。</translation>
    </message>
    <message>
        <source>Wrong however it is cut: {count}.</source>
        <translation>怎么切都错：{count} 种。</translation>
    </message>
    <message>
        <source>{clients}: {words}</source>
        <translation>{clients}：{words}</translation>
    </message>
    <message>
        <source>Try “{command} --help”.</source>
        <translation>用法说明见“{command} --help”。</translation>
    </message>
    <message>
        <source>Error: {what}</source>
        <translation>错误：{what}</translation>
    </message>
    <message>
        <source>{parameter} is missing.</source>
        <translation>缺少 {parameter}。</translation>
    </message>
    <message>
        <source>There are more arguments than this command takes.</source>
        <translation>参数多于此命令所能接受的数量。</translation>
    </message>
    <message>
        <source>There is no option {name}.</source>
        <translation>没有选项 {name}。</translation>
    </message>
    <message>
        <source>Alike: {names}.</source>
        <translation>相近的有：{names}。</translation>
    </message>
    <message>
        <source>{name} takes no value.</source>
        <translation>{name} 后面不带值。</translation>
    </message>
    <message>
        <source>{name} needs a value.</source>
        <translation>{name} 后面需要一个值。</translation>
    </message>
    <message>
        <source>“{value}” is no number above {least}.</source>
        <translation>“{value}”不是大于 {least} 的数。</translation>
    </message>
    <message>
        <source>{file} is a folder.</source>
        <translation>{file} 是一个文件夹。</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>没有文件 {file}。</translation>
    </message>
    <message>
        <source>{file} cannot be read or written.</source>
        <translation>{file} 无法读取或写入。</translation>
    </message>
    <message>
        <source>A URL is missing (or a --preset).</source>
        <translation>缺少 URL（或 --preset）。</translation>
    </message>
    <message>
        <source>Use --data or --json-body, not both.</source>
        <translation>--data 与 --json-body 只能用一个。</translation>
    </message>
    <message>
        <source>The body file {file} cannot be read: {reason}</source>
        <translation>无法读取正文文件 {file}：{reason}</translation>
    </message>
    <message>
        <source>“{header}” is no header; write it as &apos;Name: value&apos;.</source>
        <translation>“{header}”不是请求头；请写成 &apos;Name: value&apos;。</translation>
    </message>
    <message>
        <source>Stopped after {seconds} s, as --max-time asked.</source>
        <translation>按 --max-time 的要求，{seconds} 秒后停止。</translation>
    </message>
    <message>
        <source>The result could not be written to standard output: {reason}.</source>
        <translation>结果无法写到标准输出：{reason}。</translation>
    </message>
    <message>
        <source>it is closed</source>
        <translation>它已关闭</translation>
    </message>
    <message>
        <source>Standard input is closed.</source>
        <translation>标准输入已关闭。</translation>
    </message>
    <message>
        <source>Standard input cannot be read: {reason}.</source>
        <translation>无法读取标准输入：{reason}。</translation>
    </message>
    <message>
        <source>Without a window these work: streamlab demo, send, analyze, lab.</source>
        <translation>没有窗口时可以用：streamlab demo、send、analyze、lab。</translation>
    </message>
    <message>
        <source>Without a window this works: streamlab analyze {file}</source>
        <translation>没有窗口时可以用：streamlab analyze {file}</translation>
    </message>
    <message>
        <source>The window cannot start: {reason}</source>
        <translation>窗口无法启动：{reason}</translation>
    </message>
</context>
<context>
    <name>ClientCell</name>
    <message>
        <source>not computed</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>there is nothing to cut</source>
        <translation>没有可切的内容</translation>
    </message>
    <message>
        <source>as a correct reader</source>
        <translation>与正确的读取器一致</translation>
    </message>
    <message>
        <source>differs from a correct reader</source>
        <translation>与正确的读取器不一致</translation>
    </message>
    <message>
        <source>{failing} of {count} cuttings break it</source>
        <translation>{count} 种切法中有 {failing} 种会使它出错</translation>
    </message>
    <message>
        <source>right in all {count} cuttings</source>
        <translation>{count} 种切法下都正确</translation>
    </message>
    <message>
        <source>stopped there</source>
        <translation>到此停止</translation>
    </message>
    <message>
        <source>there are more</source>
        <translation>还有更多</translation>
    </message>
    <message>
        <source>{words} ({note})</source>
        <translation>{words}（{note}）</translation>
    </message>
</context>
<context>
    <name>ClientRun</name>
    <message>
        <source>{client} gives exactly what a correct reader gives.</source>
        <translation>{client}：与正确的读取器完全一致。</translation>
    </message>
    <message>
        <source>{client} gives everything a correct reader gives, but throws.</source>
        <translation>{client}：内容与正确的读取器一致，但会抛出异常。</translation>
    </message>
    <message>
        <source>: {loss}.</source>
        <translation>；{loss}。</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>{client} shows nothing where the reply says “{expected}”</source>
        <translation>{client}：回复是“{expected}”，却什么也没有显示</translation>
    </message>
    <message>
        <source>{client} stops where the reply goes on with “{expected}”</source>
        <translation>{client}：后面还有“{expected}”，却到此为止</translation>
    </message>
    <message>
        <source>{client} goes on with “{given}” where the reply is over</source>
        <translation>{client}：回复已经结束，却又多出“{given}”</translation>
    </message>
    <message>
        <source>{client} shows “{given}” where the reply says “{expected}”</source>
        <translation>{client}：应为“{expected}”，却显示“{given}”</translation>
    </message>
    <message>
        <source>{client} gives “{given}” as line {nth} where “{expected}” is right</source>
        <translation>{client}：第 {nth} 行应为“{expected}”，得到“{given}”</translation>
    </message>
    <message>
        <source>{client} gives “{given}” as event {nth} where “{expected}” is right</source>
        <translation>{client}：第 {nth} 个事件应为“{expected}”，得到“{given}”</translation>
    </message>
    <message>
        <source>%n character(s) replaced</source>
        <translation>%n 个字符被替换</translation>
    </message>
    <message>
        <source>%n character(s) lost</source>
        <translation>丢失 %n 个字符</translation>
    </message>
    <message>
        <source>{one}, {other}</source>
        <translation>{one}，{other}</translation>
    </message>
    <message>
        <source>Looking for the smallest cut that breaks it …</source>
        <translation>正在找使它出错的最小切法 …</translation>
    </message>
    <message>
        <source>It fails in one piece, too: no border is to blame.</source>
        <translation>整段一次到达也会出错：与边界无关。</translation>
    </message>
    <message>
        <source>The smallest cut found that breaks it: %n borders, one at byte {at}.</source>
        <translation>找到的最小切法：%n 个边界，其中一个在字节 {at}。</translation>
    </message>
    <message>
        <source>The smallest cut that breaks it: one border at byte {at}, between CR and LF.</source>
        <translation>使它出错的最小切法：一个边界，在字节 {at}，CR 与 LF 之间。</translation>
    </message>
    <message>
        <source>The smallest cut that breaks it: one border at byte {at}, inside {character}.</source>
        <translation>使它出错的最小切法：一个边界，在字节 {at}，“{character}”内部。</translation>
    </message>
    <message>
        <source>The smallest cut that breaks it: one border at byte {at}, between two characters.</source>
        <translation>使它出错的最小切法：一个边界，在字节 {at}，两个字符之间。</translation>
    </message>
    <message>
        <source>%n lost</source>
        <translation>丢失 %n</translation>
    </message>
    <message>
        <source>%n replaced</source>
        <translation>替换 %n</translation>
    </message>
    <message>
        <source>longest freeze {freeze} of %n chunk(s)</source>
        <translation>最长连续卡住 {freeze} 块，共 %n 块</translation>
    </message>
    <message>
        <source>%n swallowed error(s)</source>
        <translation>吞掉 %n 个错误</translation>
    </message>
    <message>
        <source>%n error(s)</source>
        <translation>%n 个错误</translation>
    </message>
    <message>
        <source>chunk {chunk}</source>
        <translation>块 {chunk}</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation>另有 %n 个</translation>
    </message>
    <message>
        <source>It reads no further.</source>
        <translation>它不再往下读。</translation>
    </message>
</context>
<context>
    <name>Clients</name>
    <message>
        <source>Your own handlers</source>
        <translation>自己的处理函数</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Mini-programs</source>
        <translation>小程序</translation>
    </message>
    <message>
        <source>Browser and Node decoders</source>
        <translation>浏览器与 Node 的解码器</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>SSE libraries</source>
        <translation>SSE 库</translation>
    </message>
    <message>
        <source>For comparison</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Mini-program snippet</source>
        <translation>小程序代码片段</translation>
    </message>
    <message>
        <source>onChunkReceived as published: the last line of each chunk goes through JSON.parse.</source>
        <translation>网上流传的 onChunkReceived 写法：把每块的最后一行交给 JSON.parse。</translation>
    </message>
    <message>
        <source>npm buffer per chunk</source>
        <translation>npm buffer 逐块</translation>
    </message>
    <message>
        <source>Buffer.from(chunk).toString() outside Node: uni-app, Taro, webpack.</source>
        <translation>Node 之外的 Buffer.from(chunk).toString()：uni-app、Taro、webpack。</translation>
    </message>
    <message>
        <source>decodeURI(escape) trick</source>
        <translation>decodeURI(escape) 技巧</translation>
    </message>
    <message>
        <source>decodeURIComponent(escape(…)) on phones without TextDecoder: one cut character, and the whole chunk throws.</source>
        <translation>没有 TextDecoder 的手机上用 decodeURIComponent(escape(…))：一个字符被切断，整块就抛异常。</translation>
    </message>
    <message>
        <source>text-encoding-shim</source>
        <translation>text-encoding-shim</translation>
    </message>
    <message>
        <source>A stand-in for TextDecoder on phones; it takes {stream: true} and ignores it.</source>
        <translation>手机上 TextDecoder 的替代品；接受 {stream: true}，却不予理会。</translation>
    </message>
    <message>
        <source>fromCharCode per byte</source>
        <translation>逐字节 fromCharCode</translation>
    </message>
    <message>
        <source>String.fromCharCode for each byte; ISO-8859-1 in Java does the same.</source>
        <translation>对每个字节用 String.fromCharCode；Java 的 ISO-8859-1 也是如此。</translation>
    </message>
    <message>
        <source>TextDecoder per chunk</source>
        <translation>TextDecoder 逐块</translation>
    </message>
    <message>
        <source>fetch loops with new TextDecoder().decode(chunk).</source>
        <translation>在 fetch 循环里用 new TextDecoder().decode(chunk)。</translation>
    </message>
    <message>
        <source>TextDecoder made anew</source>
        <translation>TextDecoder 每块新建</translation>
    </message>
    <message>
        <source>fetch loops that use {stream: true}, but on a new TextDecoder for each chunk.</source>
        <translation>fetch 循环里用了 {stream: true}，但每块都新建 TextDecoder。</translation>
    </message>
    <message>
        <source>TextDecoder, one for all</source>
        <translation>TextDecoder 共用一个</translation>
    </message>
    <message>
        <source>One TextDecoder with {stream: true}: the right way in a browser.</source>
        <translation>整条流共用一个带 {stream: true} 的 TextDecoder：浏览器里的正确做法。</translation>
    </message>
    <message>
        <source>Node chunk.toString()</source>
        <translation>Node chunk.toString()</translation>
    </message>
    <message>
        <source>on(&apos;data&apos;) handlers in Node; text += chunk does the same.</source>
        <translation>Node 的 on(&apos;data&apos;) 处理函数；text += chunk 也是如此。</translation>
    </message>
    <message>
        <source>Node StringDecoder</source>
        <translation>Node StringDecoder</translation>
    </message>
    <message>
        <source>setEncoding(&apos;utf8&apos;) on a stream of Node.</source>
        <translation>对 Node 的流调用 setEncoding(&apos;utf8&apos;)。</translation>
    </message>
    <message>
        <source>requests iter_content</source>
        <translation>requests iter_content</translation>
    </message>
    <message>
        <source>Python requests, each piece decoded by itself.</source>
        <translation>Python requests，每一段单独解码。</translation>
    </message>
    <message>
        <source>requests iter_lines</source>
        <translation>requests iter_lines</translation>
    </message>
    <message>
        <source>Python requests, lines as bytes.</source>
        <translation>Python requests，按字节逐行读取。</translation>
    </message>
    <message>
        <source>requests iter_lines, text</source>
        <translation>requests iter_lines，文本</translation>
    </message>
    <message>
        <source>iter_lines(decode_unicode=True): latin-1 where the response names no charset.</source>
        <translation>iter_lines(decode_unicode=True)：响应未声明 charset 时按 latin-1。</translation>
    </message>
    <message>
        <source>httpx iter_lines</source>
        <translation>httpx iter_lines</translation>
    </message>
    <message>
        <source>Python httpx, lines as text; U+2028 and U+0085 end a line, too.</source>
        <translation>Python httpx，按文本逐行读取；U+2028 和 U+0085 也算行尾。</translation>
    </message>
    <message>
        <source>aiohttp lines</source>
        <translation>aiohttp 逐行</translation>
    </message>
    <message>
        <source>async for line in response.content, as bytes.</source>
        <translation>async for line in response.content，按字节。</translation>
    </message>
    <message>
        <source>OpenAI Python SDK</source>
        <translation>OpenAI Python SDK</translation>
    </message>
    <message>
        <source>client.chat.completions.create(stream=True) and whatever is built on it.</source>
        <translation>client.chat.completions.create(stream=True)，以及基于它的一切。</translation>
    </message>
    <message>
        <source>httpx-sse</source>
        <translation>httpx-sse</translation>
    </message>
    <message>
        <source>The event reader of the Python MCP SDK and many others.</source>
        <translation>Python MCP SDK 等许多项目所用的事件读取器。</translation>
    </message>
    <message>
        <source>sseclient-py</source>
        <translation>sseclient-py</translation>
    </message>
    <message>
        <source>Events over Python requests or urllib3.</source>
        <translation>在 Python requests 或 urllib3 之上读事件。</translation>
    </message>
    <message>
        <source>OpenAI Node SDK</source>
        <translation>OpenAI Node SDK</translation>
    </message>
    <message>
        <source>for await (const chunk of stream) with the openai package.</source>
        <translation>用 openai 包的 for await (const chunk of stream)。</translation>
    </message>
    <message>
        <source>eventsource-parser</source>
        <translation>eventsource-parser</translation>
    </message>
    <message>
        <source>The parser inside the Vercel AI SDK and many front ends.</source>
        <translation>Vercel AI SDK 和许多前端所用的解析器。</translation>
    </message>
    <message>
        <source>fetch-event-source</source>
        <translation>fetch-event-source</translation>
    </message>
    <message>
        <source>@microsoft/fetch-event-source: chat pages that must POST.</source>
        <translation>@microsoft/fetch-event-source：必须用 POST 的聊天页面。</translation>
    </message>
    <message>
        <source>Node EventSource</source>
        <translation>Node EventSource</translation>
    </message>
    <message>
        <source>EventSource of undici, the fetch of Node.</source>
        <translation>undici（Node 的 fetch）提供的 EventSource。</translation>
    </message>
    <message>
        <source>Correct reader</source>
        <translation>正确的读取器</translation>
    </message>
    <message>
        <source>One decoder and one parser for the whole reply: what the others are compared with.</source>
        <translation>整份回复共用一个解码器和一个解析器：其他客户端都与它比较。</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>The chunks as they were recorded.</source>
        <translation>录制时的分块。</translation>
    </message>
    <message>
        <source>Socket reads</source>
        <translation>套接字读取</translation>
    </message>
    <message>
        <source>A border where each socket read ended; as it came where no reads were recorded.</source>
        <translation>每次套接字读取结束处为一个边界；没有录下读取时与原样相同。</translation>
    </message>
    <message>
        <source>One piece</source>
        <translation>整段</translation>
    </message>
    <message>
        <source>Everything at once: what fails here fails without any border.</source>
        <translation>一次全到：在这里出错，就与边界无关。</translation>
    </message>
    <message>
        <source>Inside characters</source>
        <translation>字符内部</translation>
    </message>
    <message>
        <source>A border before every byte inside a character of several bytes.</source>
        <translation>多字节字符内部的每个字节之前都有一个边界。</translation>
    </message>
    <message>
        <source>Inside CR LF</source>
        <translation>CR LF 间</translation>
    </message>
    <message>
        <source>A border between CR and LF of every line end that has both.</source>
        <translation>凡是 CR LF 行尾，CR 与 LF 之间都有一个边界。</translation>
    </message>
    <message>
        <source>Inside lines</source>
        <translation>行内</translation>
    </message>
    <message>
        <source>A border in the middle of each line, between two characters.</source>
        <translation>每一行在中间、两个字符之间切开。</translation>
    </message>
    <message>
        <source>Byte by byte</source>
        <translation>逐字节</translation>
    </message>
    <message>
        <source>Every byte is a chunk.</source>
        <translation>每个字节自成一块。</translation>
    </message>
    <message>
        <source>Each single border</source>
        <translation>逐个边界</translation>
    </message>
    <message>
        <source>Two chunks, one try for each byte between which they can part.</source>
        <translation>只分两块，在每两个字节之间各切一次来试。</translation>
    </message>
    <message>
        <source>JavaScript of your own, run in a sandbox.</source>
        <translation>你自己的 JavaScript，在沙箱中运行。</translation>
    </message>
    <message>
        <source>Your handler, {number}</source>
        <translation>我的处理函数 {number}</translation>
    </message>
    <message>
        <source>Your handler</source>
        <translation>我的处理函数</translation>
    </message>
    <message>
        <source>Characters of {size} bytes are cut after byte {before} of them.</source>
        <translation>每个 {size} 字节的字符都在其第 {before} 个字节之后切开。</translation>
    </message>
    <message>
        <source>Characters {shape}</source>
        <translation>字符 {shape}</translation>
    </message>
    <message>
        <source>WeChat {size} B</source>
        <translation>微信 {size} B</translation>
    </message>
    <message>
        <source>Chunks of {size} bytes, a size in which WeChat may hand on what came at once.</source>
        <translation>每块 {size} 字节，微信可能把一次收到的内容按这个大小交出。</translation>
    </message>
    <message>
        <source>Every {size} B</source>
        <translation>每 {size} B</translation>
    </message>
    <message>
        <source>Chunks of {size} bytes.</source>
        <translation>每块 {size} 字节。</translation>
    </message>
    <message>
        <source>Random, seed {seed}</source>
        <translation>随机，种子 {seed}</translation>
    </message>
    <message>
        <source>Sizes from 1 to 1,024 bytes by chance; the same ones for the same seed.</source>
        <translation>块长随机，1 到 1,024 字节；种子相同则结果相同。</translation>
    </message>
    <message>
        <source>%n border(s) drawn</source>
        <translation>画了 %n 个边界</translation>
    </message>
    <message>
        <source>Borders at the bytes {bytes}.</source>
        <translation>边界在字节 {bytes}。</translation>
    </message>
</context>
<context>
    <name>ClientsState</name>
    <message>
        <source>Which clients read this reply wrong, and which border does it</source>
        <translation>哪些客户端会读错这份回复，错在哪个边界</translation>
    </message>
    <message>
        <source>No reply yet. Send a request or open a recording: here you see which clients would read its reply wrong, and which cut is to blame.</source>
        <translation>还没有回复。发送请求或打开录制后，这里会显示哪些客户端会读错，以及错在哪种切法。</translation>
    </message>
    <message>
        <source>The reply is still coming. Once it has ended, the clients are tried on it here.</source>
        <translation>回复还在到来。结束之后，会在这里用它试各种客户端。</translation>
    </message>
    <message>
        <source>The reply has no body: there is nothing to read, and nothing to cut.</source>
        <translation>回复没有正文：没有可读的，也没有可切的。</translation>
    </message>
    <message>
        <source>{known} of {of} cells</source>
        <translation>{known}/{of}</translation>
    </message>
    <message>
        <source>Stopped: {cells} are computed.</source>
        <translation>已停止：算了 {cells} 格。</translation>
    </message>
    <message>
        <source>Trying %n client(s) under {cuts} cuts … {cells}</source>
        <translation>正在试 %n 种客户端 × {cuts} 种切法… {cells}</translation>
    </message>
    <message>
        <source>streamlab itself failed: {reason}</source>
        <translation>streamlab 自身出错：{reason}</translation>
    </message>
    <message>
        <source>All %n client(s) read it right under each of the {cuts} cuts tried; others were not tried.</source>
        <translation>%n 种客户端在试过的 {cuts} 种切法下都读得对；别的切法没有试。</translation>
    </message>
    <message>
        <source>The chunks as they came break {came} of %n client(s).</source>
        <translation>按实际到达的分块，%n 种客户端中有 {came} 种读错。</translation>
    </message>
    <message>
        <source>The chunks as they came break no client.</source>
        <translation>按实际到达的分块，没有客户端读错。</translation>
    </message>
    <message>
        <source>Other cuts break {count} more.</source>
        <translation>换别的切法，另有 {count} 种读错。</translation>
    </message>
    <message>
        <source>Other cuts break {count}.</source>
        <translation>换别的切法，有 {count} 种读错。</translation>
    </message>
    <message>
        <source>Wrong even in one piece: {clients}.</source>
        <translation>整段到达也读错：{clients}。</translation>
    </message>
    <message>
        <source>%n client(s)</source>
        <translation>%n 种</translation>
    </message>
    <message>
        <source>Broken by the chunks as they came</source>
        <translation>按实际到达的分块读错</translation>
    </message>
    <message>
        <source>Broken by other cuts</source>
        <translation>换别的切法读错</translation>
    </message>
    <message>
        <source>Fail in one piece, too</source>
        <translation>整段到达也读错</translation>
    </message>
    <message>
        <source>The content coding is broken: the clients got what could be unpacked.</source>
        <translation>内容编码已损坏：客户端读到的是能解出的部分。</translation>
    </message>
    <message>
        <source>The bytes are wrong to begin with: a check says that a client reads them as they are.</source>
        <translation>字节本身就有错：打勾表示客户端照原样读出了它们。</translation>
    </message>
    <message>
        <source>The body is no text: whoever reads it as text cannot be right.</source>
        <translation>正文不是文本：当文本来读不可能读对。</translation>
    </message>
    <message>
        <source>It came in one chunk.</source>
        <translation>它是一整块到达的。</translation>
    </message>
    <message>
        <source>Cells with a + looked at a part of what there is to cut.</source>
        <translation>带 + 的格只试了一部分切法。</translation>
    </message>
    <message>
        <source>%n client(s) read this reply wrong even in one piece. Choose a cell to see what such a client makes of it.</source>
        <translation>整段到达也有 %n 种客户端读错。选一格，看这样的客户端把回复读成什么。</translation>
    </message>
    <message>
        <source>No cut is to blame</source>
        <translation>与切法无关</translation>
    </message>
    <message>
        <source>No cut that was tried does any harm</source>
        <translation>试过的切法都没有造成损害</translation>
    </message>
    <message>
        <source>This holds for the cuts of the columns. Add others with “Cuts”, or choose a cell to see its run.</source>
        <translation>仅就各列的切法而言。可用“切法”添加别的，或选一格查看它的运行。</translation>
    </message>
    <message>
        <source>Choose a cell: here you see what the client makes of the reply, and which bytes are to blame.</source>
        <translation>选一格：这里会显示客户端把回复读成什么，以及问题出在哪些字节。</translation>
    </message>
</context>
<context>
    <name>ClientsTab</name>
    <message>
        <source>This cell is computed first …</source>
        <translation>先算这一格 …</translation>
    </message>
    <message>
        <source>Cancelled before its end.</source>
        <translation>未运行完就被取消。</translation>
    </message>
    <message>
        <source>There is nothing to cut.</source>
        <translation>没有可切的内容。</translation>
    </message>
    <message>
        <source>Clients by cuts</source>
        <translation>客户端与切法</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Your own handler …</source>
        <translation>自己的处理函数…</translation>
    </message>
    <message>
        <source>Your own handler</source>
        <translation>自己的处理函数</translation>
    </message>
    <message>
        <source>Paste the code that reads the chunks: it is run here over the same bytes.</source>
        <translation>粘贴读取分块的代码：会在这里用同样的字节运行。</translation>
    </message>
    <message>
        <source>Copy a corrected handler</source>
        <translation>复制修正版处理函数</translation>
    </message>
    <message>
        <source>Code that reads this reply right however it is cut, in five languages.</source>
        <translation>怎么切都能读对这份回复的代码，有五种语言。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>You stopped the experiment: nothing can be compared.</source>
        <translation>实验被你停止：无从比较。</translation>
    </message>
    <message>
        <source>The experiment got no answer: nothing can be compared.</source>
        <translation>实验没有得到回答：无从比较。</translation>
    </message>
    <message>
        <source>The experiment was answered with status {status}: nothing can be compared.</source>
        <translation>实验得到的是状态码 {status}：无从比较。</translation>
    </message>
    <message>
        <source>It came compressed again ({coding}) although identity was asked for: whoever compresses does not listen, and nothing is proven.</source>
        <translation>已要求 identity，回来的仍是压缩内容（{coding}）：做压缩的一方不予理会，什么也没有证明。</translation>
    </message>
    <message>
        <source>The run before was not compressed either: compression is not the cause.</source>
        <translation>上一次运行本来就没有压缩：原因不在压缩。</translation>
    </message>
    <message>
        <source>Without compression it was held back too (first text after {after}, before {before}): compression is not the cause, a buffer on the way is likely.</source>
        <translation>不压缩也同样被扣住（首段文字 {after}，上次 {before}）：原因不在压缩，很可能是途中有缓冲。</translation>
    </message>
    <message>
        <source>With identity the first text came after {after} instead of {before}: {coding} held it back.</source>
        <translation>用 identity 后，首段文字从 {before} 提前到 {after}：之前是被 {coding} 扣住的。</translation>
    </message>
    <message>
        <source>With identity the first text came after {after}, before {before}: too little difference to blame compression.</source>
        <translation>用 identity 后，首段文字 {after}，上次 {before}：差别太小，不能归咎于压缩。</translation>
    </message>
    <message>
        <source>The upstream itself sends it all at once: look there, not at the way.</source>
        <translation>上游自己就是一次全发：应当查上游，不必查途中。</translation>
    </message>
    <message>
        <source>From the upstream the first text came after {after} instead of {before}, and it flowed: it is held back on the way.</source>
        <translation>直连上游时，首段文字从 {before} 提前到 {after}，而且逐段流出：内容是在途中被扣住的。</translation>
    </message>
    <message>
        <source>From the upstream it flowed (first text after {after}, before {before}): it is held back on the way.</source>
        <translation>直连上游时内容逐段流出（首段文字 {after}，上次 {before}）：内容是在途中被扣住的。</translation>
    </message>
    <message>
        <source>Absent here: %n finding(s) of the run before. Consistent with a fault on the way, in one run each.</source>
        <translation>上一次运行的诊断中有 %n 条在这里没有出现。符合途中出错的情形，但两边各只运行了一次。</translation>
    </message>
    <message>
        <source>The upstream shows the same findings: the fault is there already.</source>
        <translation>上游有同样的诊断：问题在那里就已存在。</translation>
    </message>
    <message>
        <source>The text is damaged here too (%n place(s)): the damage is made before this point.</source>
        <translation>这里的文字同样有损坏（%n 处）：损坏发生在此之前。</translation>
    </message>
    <message>
        <source>Here the text is whole: the damage is made between here and where the run before was recorded. A model answers anew each time; repeat it if the texts differ much.</source>
        <translation>这里的文字完好：损坏发生在这里与上一次录制的地方之间。模型每次的回答都不同；若两段文字相差太大，请再试一次。</translation>
    </message>
    <message>
        <source>The experiment brought no text: nothing can be compared.</source>
        <translation>实验没有得到文字：无从比较。</translation>
    </message>
    <message>
        <source>It was streamed although that was switched off: nothing can be compared.</source>
        <translation>已关掉流式，来的却还是流：无从比较。</translation>
    </message>
    <message>
        <source>The answer without streaming has no text: nothing can be compared.</source>
        <translation>非流式的回答里没有文字：无从比较。</translation>
    </message>
    <message>
        <source>Without streaming the text is the same ({after} characters): nothing is missing but the end mark.</source>
        <translation>非流式的文字与之相同（{after} 个字符）：只缺结束标记，别的都不缺。</translation>
    </message>
    <message>
        <source>Without streaming the text goes on: %n character(s) more. The stream lost them.</source>
        <translation>非流式的文字还有后文：多出 %n 个字符。流式把它们丢了。</translation>
    </message>
    <message>
        <source>Without streaming the text has {after} characters instead of {before}, but it is another text: a model answers anew each time, so this proves nothing about what is missing.</source>
        <translation>非流式的文字有 {after} 个字符，上次 {before} 个，但内容不同：模型每次的回答都不同，因此说明不了缺了什么。</translation>
    </message>
    <message>
        <source>This time it ended properly, after {seconds} s: no limit hits every time.</source>
        <translation>这次正常结束，用时 {seconds} 秒：时限并非每次都会碰到。</translation>
    </message>
    <message>
        <source>It broke off again, after {seconds} s.</source>
        <translation>又中断了，在第 {seconds} 秒。</translation>
    </message>
    <message>
        <source>It broke off after {after_s} s, before after {before_s} s: a fixed limit, hardly chance.</source>
        <translation>在第 {after_s} 秒中断，上次是第 {before_s} 秒：应是固定的时限，难说是巧合。</translation>
    </message>
    <message>
        <source>It broke off after {after_s} s, before after {before_s} s: that is no fixed limit.</source>
        <translation>在第 {after_s} 秒中断，上次是第 {before_s} 秒：不是固定的时限。</translation>
    </message>
    <message>
        <source>Repeat with identity</source>
        <translation>用 identity 重发</translation>
    </message>
    <message>
        <source>Send to the upstream…</source>
        <translation>发往上游…</translation>
    </message>
    <message>
        <source>Repeat without streaming</source>
        <translation>以非流式重发</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重发</translation>
    </message>
</context>
<context>
    <name>ConnectionTab</name>
    <message>
        <source>No reply yet. The head, the trailers and the facts of the connection appear here.</source>
        <translation>还没有回复。响应头、尾部字段和连接信息会显示在这里。</translation>
    </message>
    <message>
        <source>Response head</source>
        <translation>响应头</translation>
    </message>
    <message>
        <source>Facts of the connection</source>
        <translation>连接信息</translation>
    </message>
    <message>
        <source>No response head arrived.</source>
        <translation>没有收到响应头。</translation>
    </message>
    <message>
        <source>Trailers</source>
        <translation>尾部字段</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Head after</source>
        <translation>响应头用时</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>TLS records read</source>
        <translation>TLS 记录读取</translation>
    </message>
    <message>
        <source>Socket reads</source>
        <translation>套接字读取</translation>
    </message>
    <message>
        <source>After the end</source>
        <translation>结束之后</translation>
    </message>
    <message>
        <source>HTTP chunks</source>
        <translation>HTTP 分块</translation>
    </message>
    <message>
        <source>HTTP/2 DATA frames</source>
        <translation>HTTP/2 DATA 帧</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Content coding</source>
        <translation>内容编码</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>First text</source>
        <translation>首段文字</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>median {p50} · 95 % {p95} · longest {max}</source>
        <translation>中位数 {p50} · 95% {p95} · 最长 {max}</translation>
    </message>
    <message>
        <source>Gaps between chunks</source>
        <translation>块间间隔</translation>
    </message>
</context>
<context>
    <name>Corrected</name>
    <message>
        <source>Mini-program (wx, uni-app)</source>
        <translation>小程序（wx、uni-app）</translation>
    </message>
    <message>
        <source>Browser (fetch)</source>
        <translation>浏览器（fetch）</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Node</translation>
    </message>
    <message>
        <source>Python (httpx)</source>
        <translation>Python（httpx）</translation>
    </message>
    <message>
        <source>Java (HttpClient)</source>
        <translation>Java（HttpClient）</translation>
    </message>
    <message>
        <source>TO FILL IN: where the text stands in a record of this dialect.</source>
        <translation>待填：在这种接口格式的记录里，文字位于何处。</translation>
    </message>
    <message>
        <source>TO FILL IN: the request, which the recording does not have.</source>
        <translation>待填：请求，录制里没有。</translation>
    </message>
    <message>
        <source>{word} stands where the recording left out a secret.</source>
        <translation>{word} 处原是密钥，录制时已略去。</translation>
    </message>
    <message>
        <source>Whoever has this code has the secret: a server of yours should add it.</source>
        <translation>拿到这段代码就拿到了密钥：应由你自己的服务端来添加。</translation>
    </message>
    <message>
        <source>The reply is in {encoding}, which a phone cannot read: have the server send UTF-8.</source>
        <translation>回复的编码是 {encoding}，手机读不了：请让服务端改发 UTF-8。</translation>
    </message>
    <message>
        <source>Reads a streamed reply ({dialect}, {framing}), however its bytes are cut into chunks.</source>
        <translation>读取流式回复（{dialect}，{framing}），不论字节怎样分块都能读对。</translation>
    </message>
    <message>
        <source>Its frames are binary, with checksums (AWS event stream): read it with Amazon&apos;s own library for this language, which keeps the bytes of a frame until it is whole.</source>
        <translation>它的帧是带校验和的二进制（AWS event stream）：请用 Amazon 为此语言提供的官方库读取，它会把帧的字节攒齐。</translation>
    </message>
    <message>
        <source>no JSON: it says that the reply is whole</source>
        <translation>不是 JSON：表示回复已完整</translation>
    </message>
    <message>
        <source>a keep-alive, or half a record where the reply broke off</source>
        <translation>保活消息，或回复中断处的半条记录</translation>
    </message>
    <message>
        <source>the status is 200 by then: an error can only come as data</source>
        <translation>此时状态码早已是 200：错误只能当作数据发来</translation>
    </message>
    <message>
        <source>each record repeats the whole text so far</source>
        <translation>每条记录都重复此前的全部文字</translation>
    </message>
    <message>
        <source>Phones have no TextDecoder; most stand-ins for it break the character that a chunk&apos;s end cuts. This one keeps its bytes.</source>
        <translation>手机上没有 TextDecoder，它的替代品大多会弄坏被块尾切断的字符；这里会留住那些字节。</translation>
    </message>
    <message>
        <source>the first bytes of a character whose other bytes come with the next chunk</source>
        <translation>字符的前几个字节，其余的随下一块到来</translation>
    </message>
    <message>
        <source>a byte order mark is no text</source>
        <translation>BOM 不算文字</translation>
    </message>
    <message>
        <source>How many bytes there are up to the end of the last whole character.</source>
        <translation>到最后一个完整字符末尾为止的字节数。</translation>
    </message>
    <message>
        <source>the first byte of a character of 2, 3 or 4</source>
        <translation>2、3 或 4 字节字符的首字节</translation>
    </message>
    <message>
        <source>Whole characters to text. What is no UTF-8 becomes U+FFFD; decodeURIComponent would throw all of the piece away.</source>
        <translation>把完整的字符变成文字。不是 UTF-8 的变成 U+FFFD；decodeURIComponent 则会丢掉整段。</translation>
    </message>
    <message>
        <source>nothing overlong</source>
        <translation>不接受过长编码</translation>
    </message>
    <message>
        <source>no surrogates, nothing beyond U+10FFFF</source>
        <translation>不接受代理码点，也不接受超出 U+10FFFF 的</translation>
    </message>
    <message>
        <source>the last event may lack its empty line</source>
        <translation>最后一个事件可能缺空行</translation>
    </message>
    <message>
        <source>the last line may lack its end</source>
        <translation>最后一行可能缺行尾</translation>
    </message>
    <message>
        <source>One decoder for the whole reply: it keeps the first bytes of a character that a chunk&apos;s end cuts.</source>
        <translation>整份回复共用一个解码器：被块尾切断的字符，它会留住前几个字节。</translation>
    </message>
    <message>
        <source>A new one for each chunk, or one without stream: true, would break it.</source>
        <translation>每块新建一个，或不带 stream: true，都会弄坏它。</translation>
    </message>
    <message>
        <source>chunk.toString(), or one without stream: true, would break it.</source>
        <translation>用 chunk.toString()，或不带 stream: true，都会弄坏它。</translation>
    </message>
    <message>
        <source>chunk.decode() would break it.</source>
        <translation>用 chunk.decode() 会弄坏它。</translation>
    </message>
    <message>
        <source>new String(buffer, 0, size, UTF_8) would break it.</source>
        <translation>用 new String(buffer, 0, size, UTF_8) 会弄坏它。</translation>
    </message>
    <message>
        <source>the text that came before stays</source>
        <translation>此前收到的文字保留</translation>
    </message>
    <message>
        <source>the reply so far</source>
        <translation>到目前为止的回复</translation>
    </message>
    <message>
        <source>the reply so far, each time there is more of it</source>
        <translation>到目前为止的回复，每有新内容就调用一次</translation>
    </message>
    <message>
        <source>the reply so far; in uni-app: this.text = text</source>
        <translation>到目前为止的回复；uni-app 里写 this.text = text</translation>
    </message>
    <message>
        <source>JSON without a library, lenient with what is none. With Jackson all of it is: new ObjectMapper().readTree(data)</source>
        <translation>不依赖库的 JSON 解析，对不合法的输入较宽松。用 Jackson 只需一句：new ObjectMapper().readTree(data)</translation>
    </message>
    <message>
        <source>A line is a code, a colon and JSON: 0 is text, g reasoning, 3 an error, d the end.</source>
        <translation>每行是代码、冒号和 JSON：0 是文字，g 是推理，3 是错误，d 是结束。</translation>
    </message>
    <message>
        <source>0 is text, g reasoning, 3 an error, d the end</source>
        <translation>0 是文字，g 是推理，3 是错误，d 是结束</translation>
    </message>
    <message>
        <source>the beginning of a line whose end comes with a later chunk</source>
        <translation>行的开头，行尾随后面的块到来</translation>
    </message>
    <message>
        <source>Whole lines: they end with LF, CR LF or CR, and with nothing else that str.splitlines() splits at.</source>
        <translation>完整的行：只以 LF、CR LF 或 CR 结尾，不按 str.splitlines() 的其他分隔符切分。</translation>
    </message>
    <message>
        <source>A CR that is the last character may be half of a CR LF: it waits.</source>
        <translation>末尾的 CR 可能是 CR LF 的一半：先等一等。</translation>
    </message>
    <message>
        <source>A line ends with LF, CR LF or CR. A CR that is the last character may be half of a CR LF: it waits.</source>
        <translation>行以 LF、CR LF 或 CR 结尾。末尾的 CR 可能是 CR LF 的一半：先等一等。</translation>
    </message>
    <message>
        <source>uni.request and Taro.request take the same</source>
        <translation>uni.request 和 Taro.request 的参数相同</translation>
    </message>
    <message>
        <source>without it the reply comes in one piece, at its end</source>
        <translation>没有它，回复要到结束时才一次给出</translation>
    </message>
    <message>
        <source>ms; the usual 60 s would cut a long reply off</source>
        <translation>毫秒；默认的 60 秒会截断较长的回复</translation>
    </message>
    <message>
        <source>task.abort() stops it</source>
        <translation>task.abort() 可停止</translation>
    </message>
    <message>
        <source>Node 18 or later</source>
        <translation>Node 18 或更新版本</translation>
    </message>
    <message>
        <source>The same for http.get&apos;s response, and with axios for response.data of responseType &apos;stream&apos;.</source>
        <translation>http.get 的响应同样适用；axios 则用 responseType 为 &apos;stream&apos; 时的 response.data。</translation>
    </message>
    <message>
        <source>Yields the reply so far, each time there is more of it.</source>
        <translation>每有新内容，就产出到目前为止的回复。</translation>
    </message>
    <message>
        <source>a model may think for minutes</source>
        <translation>模型可能思考好几分钟</translation>
    </message>
    <message>
        <source>requests: requests.post(URL, …, stream=True) and response.iter_content(None)</source>
        <translation>用 requests 时：requests.post(URL, …, stream=True) 和 response.iter_content(None)</translation>
    </message>
    <message>
        <source>Text out of bytes that may be cut anywhere.</source>
        <translation>把可能在任意处被切断的字节变成文字。</translation>
    </message>
    <message>
        <source>show it here</source>
        <translation>在这里显示</translation>
    </message>
    <message>
        <source>A record is whole when its last brace closes: a line end comes before it, after it or, with an error, not at all.</source>
        <translation>记录在最后一个大括号闭合时才完整：行尾可能在它之前、之后，出错时也可能没有。</translation>
    </message>
    <message>
        <source>An object of the array is whole when its last brace closes, long before the array is.</source>
        <translation>数组里的对象在最后一个大括号闭合时就完整了，远早于整个数组结束。</translation>
    </message>
    <message>
        <source>its open braces</source>
        <translation>它尚未闭合的大括号</translation>
    </message>
    <message>
        <source>no record goes over a line end: one that broke off is given up</source>
        <translation>记录不会跨行：中途断开的就放弃</translation>
    </message>
    <message>
        <source>what lies between records</source>
        <translation>记录之间的内容</translation>
    </message>
    <message>
        <source>a brace in a string is text</source>
        <translation>字符串里的大括号只是文字</translation>
    </message>
    <message>
        <source>the record in progress</source>
        <translation>正在读的记录</translation>
    </message>
    <message>
        <source>not whole yet</source>
        <translation>还不完整</translation>
    </message>
    <message>
        <source>the body is the text itself</source>
        <translation>正文就是文字本身</translation>
    </message>
    <message>
        <source>Server-sent events: an event is its lines &quot;data: …&quot; and an empty line.</source>
        <translation>SSE：一个事件由若干“data: …”行加一个空行组成。</translation>
    </message>
    <message>
        <source>readLine() ends a line at LF, CR LF or CR, and knows a CR LF that was cut.</source>
        <translation>readLine() 以 LF、CR LF 或 CR 为行尾，CR LF 被切断也能认出。</translation>
    </message>
    <message>
        <source>the blank may be missing</source>
        <translation>空格可能没有</translation>
    </message>
    <message>
        <source>all else holds no text: comments (&quot;: keep-alive&quot;), event:, id:, retry:</source>
        <translation>其余的都不含文字：注释（&quot;: keep-alive&quot;）、event:、id:、retry:</translation>
    </message>
    <message>
        <source>all else holds no text: comments (&quot;: keep-alive&quot;), id:, retry:</source>
        <translation>其余的都不含文字：注释（&quot;: keep-alive&quot;）、id:、retry:</translation>
    </message>
    <message>
        <source>the data lines of the event in progress</source>
        <translation>当前事件的 data 行</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>它的名称</translation>
    </message>
    <message>
        <source>TO FILL IN: where a piece of the text stands in a record.</source>
        <translation>待填：在这种接口格式的记录里，文字位于何处。</translation>
    </message>
    <message>
        <source>value[…][…]…, or null where something on the way is missing.</source>
        <translation>value[…][…]…，途中缺了什么就是 null。</translation>
    </message>
    <message>
        <source>value[…][…]…, or None where something on the way is missing.</source>
        <translation>value[…][…]…，途中缺了什么就是 None。</translation>
    </message>
    <message>
        <source>The texts of parts; a part that is marked thought is none.</source>
        <translation>各部分的文字；标有 thought 的部分不算。</translation>
    </message>
</context>
<context>
    <name>CorrectedHandler</name>
    <message>
        <source>Copied: the corrected handler for {language}.</source>
        <translation>已复制：{language} 的修正版处理函数。</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>Language of the handler</source>
        <translation>处理函数的语言</translation>
    </message>
    <message>
        <source>Corrected handler</source>
        <translation>修正版处理函数</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the handler</source>
        <translation>复制处理函数</translation>
    </message>
</context>
<context>
    <name>CutPicture</name>
    <message>
        <source>A character over its bytes</source>
        <translation>字符与它的字节</translation>
    </message>
    <message>
        <source>Below each chunk number: what a client that decodes this chunk by itself shows.</source>
        <translation>每个块号下方：单独解码这一块的客户端会显示什么。</translation>
    </message>
</context>
<context>
    <name>CutsButton</name>
    <message>
        <source>Cuts</source>
        <translation>切法</translation>
    </message>
    <message>
        <source>More cuts</source>
        <translation>更多切法</translation>
    </message>
    <message>
        <source>Adds a column: other sizes, chance, your own borders.</source>
        <translation>增加一列：别的大小、随机，或自定的边界。</translation>
    </message>
    <message>
        <source>As WeChat might deliver it</source>
        <translation>微信可能的交付方式</translation>
    </message>
    <message>
        <source>Every so many bytes</source>
        <translation>固定字节数</translation>
    </message>
    <message>
        <source>Another size …</source>
        <translation>其他大小…</translation>
    </message>
    <message>
        <source>Random sizes, seed {seed}</source>
        <translation>随机大小，种子 {seed}</translation>
    </message>
    <message>
        <source>Random sizes, another seed …</source>
        <translation>随机大小，其他种子…</translation>
    </message>
    <message>
        <source>Borders of your own …</source>
        <translation>自定边界…</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Bytes per chunk</source>
        <translation>每块字节数</translation>
    </message>
    <message>
        <source>Seed: the same one gives the same sizes</source>
        <translation>种子：相同的种子得到相同的大小</translation>
    </message>
    <message>
        <source>Offsets of the borders, as 12, 40, 41</source>
        <translation>边界的字节偏移，例如 12, 40, 41</translation>
    </message>
    <message>
        <source>One more cut</source>
        <translation>增加一种切法</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.slrec *.slrec.gz)</source>
        <translation>录制 (*.slrec *.slrec.gz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>保存录制</translation>
    </message>
    <message>
        <source>Recording (*.slrec)</source>
        <translation>录制 (*.slrec)</translation>
    </message>
    <message>
        <source>Compressed recording (*.slrec.gz)</source>
        <translation>压缩的录制 (*.slrec.gz)</translation>
    </message>
    <message>
        <source>Limits of the history</source>
        <translation>历史记录的上限</translation>
    </message>
    <message>
        <source>Every run is recorded in {folder}. Before a new one the oldest are removed beyond these limits, but never the newest, and none that is open, still grows or is marked as kept.</source>
        <translation>每次运行都录制在 {folder}。新的运行开始前，超出上限的最旧录制会被移除；但最新的一份、已打开的、仍在写入的和标记为保留的，绝不会移除。</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录制份数</translation>
    </message>
    <message>
        <source>Together at most</source>
        <translation>总大小上限</translation>
    </message>
</context>
<context>
    <name>DifferencePicture</name>
    <message>
        <source>The difference from a correct reader</source>
        <translation>与正确的读取器的差异</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>得到</translation>
    </message>
    <message>
        <source>chunk {chunk}</source>
        <translation>块 {chunk}</translation>
    </message>
    <message>
        <source>nothing at all</source>
        <translation>什么也没有</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>{python}: newer than the versions streamlab is tested with</source>
        <translation>{python}：比 streamlab 测试过的版本新</translation>
    </message>
    <message>
        <source>{python}: too old, 3.11 is needed</source>
        <translation>{python}：版本过旧，需要 3.11</translation>
    </message>
    <message>
        <source>PySide6 (Qt) is not installed: no window and no picture</source>
        <translation>未安装 PySide6（Qt）：没有窗口，也无法截图</translation>
    </message>
    <message>
        <source>PySide6 {version}, platform plugins: {names}</source>
        <translation>PySide6 {version}，平台插件：{names}</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>系统自带</translation>
    </message>
    <message>
        <source>This Python and this Qt get on with each other</source>
        <translation>当前的 Python 与 Qt 可以搭配使用</translation>
    </message>
    <message>
        <source>PySide6 {version} crashes Python 3.11 after some thousand calls; use an older one</source>
        <translation>PySide6 {version} 会让 Python 3.11 在几千次调用后崩溃；请换用较早的版本</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>绘图</translation>
    </message>
    <message>
        <source>a window on X11</source>
        <translation>X11 窗口</translation>
    </message>
    <message>
        <source>a window on Wayland</source>
        <translation>Wayland 窗口</translation>
    </message>
    <message>
        <source>Chinese font: this system brings its own</source>
        <translation>中文字体：系统自带</translation>
    </message>
    <message>
        <source>Chinese font: cannot be asked for, as {name} is missing</source>
        <translation>中文字体：缺少 {name}，无法查询</translation>
    </message>
    <message>
        <source>No font covers Chinese: the window would show boxes</source>
        <translation>没有字体支持中文：窗口里会显示成方框</translation>
    </message>
    <message>
        <source>Chinese font: {name}</source>
        <translation>中文字体：{name}</translation>
    </message>
    <message>
        <source>{problem}; install it: {command}</source>
        <translation>{problem}；请安装：{command}</translation>
    </message>
    <message>
        <source>No display: no window can open here, `streamlab demo` plays in the terminal</source>
        <translation>没有显示器：这里打不开窗口，`streamlab demo` 会在终端里演示</translation>
    </message>
    <message>
        <source>The window can open here</source>
        <translation>这里可以打开窗口</translation>
    </message>
    <message>
        <source>Keychain: not used yet, this version stores no secrets</source>
        <translation>钥匙串：尚未使用，本版本不保存任何密钥</translation>
    </message>
    <message>
        <source>No proxy variables are set</source>
        <translation>没有设置代理变量</translation>
    </message>
    <message>
        <source>{names} set, but ignored: a request uses a proxy only where it names one (--proxy)</source>
        <translation>设置了 {names}，但不予理会：只有请求自己指定代理（--proxy）时才使用</translation>
    </message>
    <message>
        <source>Pasted code runs in a process of its own</source>
        <translation>粘贴的代码在独立进程中运行</translation>
    </message>
    <message>
        <source>System libraries for {purpose}: not checked on this system</source>
        <translation>{purpose}所需的系统库：本系统上不检查</translation>
    </message>
    <message>
        <source>System libraries for {purpose} are missing: {names}</source>
        <translation>缺少{purpose}所需的系统库：{names}</translation>
    </message>
    <message>
        <source>System libraries for {purpose}: all there</source>
        <translation>{purpose}所需的系统库：齐全</translation>
    </message>
    <message>
        <source>Something needed is missing (marked !!).</source>
        <translation>缺少必需的东西（以 !! 标出）。</translation>
    </message>
    <message>
        <source>The whole test suite needs packages that are missing: {names}</source>
        <translation>完整的测试需要这些软件包，但系统里没有：{names}</translation>
    </message>
    <message>
        <source>The packages that the whole test suite needs are here: {names}</source>
        <translation>完整的测试所需的软件包都已安装：{names}</translation>
    </message>
    <message>
        <source>Node for the tests that compare with JavaScript</source>
        <translation>Node 可用：与 JavaScript 对照的测试会运行</translation>
    </message>
    <message>
        <source>Node {version} or later is not here: tests that compare with JavaScript are skipped</source>
        <translation>没有 Node {version} 或更新的版本：与 JavaScript 对照的测试会跳过</translation>
    </message>
</context>
<context>
    <name>End</name>
    <message>
        <source>The request could not be sent as it stands ({detail}). Correct it and send again.</source>
        <translation>请求无法按现状发送（{detail}）。请改正后重发。</translation>
    </message>
    <message>
        <source>Nothing was sent: the file {detail} says what to send and where, and nobody has agreed to that yet. Look at the request, then agree to it.</source>
        <translation>什么都没有发送：发送什么、发到哪里，都是文件 {detail} 说的，还没有人同意。请先看一下这个请求，再表示同意。</translation>
    </message>
    <message>
        <source>The host name was not found ({detail}). Check its spelling, your network and your DNS or VPN.</source>
        <translation>找不到主机名（{detail}）。请检查拼写、网络以及 DNS 或 VPN。</translation>
    </message>
    <message>
        <source>The host refused the connection: nothing listens on this port. Start the server or check the port.</source>
        <translation>主机拒绝连接：这个端口上没有程序在监听。请启动服务，或检查端口。</translation>
    </message>
    <message>
        <source>The host cannot be reached ({detail}). Check your network, VPN and firewall.</source>
        <translation>无法到达主机（{detail}）。请检查网络、VPN 和防火墙。</translation>
    </message>
    <message>
        <source>The proxy did not open a way ({detail}). Check its address and login, or send without it.</source>
        <translation>代理没有打通连接（{detail}）。请检查代理的地址和账号，或不经代理发送。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted ({detail}). Check the host name, or turn verification off for a server you know.</source>
        <translation>服务端的证书不受信任（{detail}）。请检查主机名；若确知是自己的服务，可以关闭校验。</translation>
    </message>
    <message>
        <source>TLS could not be established ({detail}). If the server speaks plain HTTP, use http:// instead.</source>
        <translation>无法建立 TLS（{detail}）。如果服务端用的是明文 HTTP，请改用 http://。</translation>
    </message>
    <message>
        <source>No connection came about ({detail}). Check host and port, or allow more time to connect.</source>
        <translation>未能建立连接（{detail}）。请检查主机和端口，或放宽连接时限。</translation>
    </message>
    <message>
        <source>The server stopped taking the request ({detail}). Allow more time to write.</source>
        <translation>服务端不再接收请求（{detail}）。请放宽发送时限。</translation>
    </message>
    <message>
        <source>The server was silent for longer than the read timeout allows. Allow more time or see why it stalls.</source>
        <translation>服务端的静默超过了读取时限。请放宽时限，或查明它为何停住。</translation>
    </message>
    <message>
        <source>No connection was free in time. Allow more time for the pool.</source>
        <translation>没有及时等到空闲连接。请放宽连接池的时限。</translation>
    </message>
    <message>
        <source>The connection was closed without the notice that TLS has for it ({detail}), and nothing else says where the body ends: clients take it for complete, and cannot know. The server should send Content-Length or chunks.</source>
        <translation>连接关闭了，却没有按 TLS 的规矩先打招呼（{detail}），而除此之外没有什么能说明正文到哪里为止：客户端都当它完整，其实无从得知。服务端应当发送 Content-Length 或使用分块。</translation>
    </message>
    <message>
        <source>Stopped by streamlab: {detail}. Everything received until then is kept.</source>
        <translation>由 streamlab 停止：{detail}。此前收到的内容全部保留。</translation>
    </message>
    <message>
        <source>streamlab was told to end ({detail}). What would have followed is not known. Send the request again.</source>
        <translation>streamlab 被要求结束（{detail}），之后会收到什么无从得知。请重新发送请求。</translation>
    </message>
    <message>
        <source>The recording stops before the end of the run: how that ended is not known. Send the request again.</source>
        <translation>录制在运行结束之前就停了：那次运行怎样结束无从得知。请重新发送请求。</translation>
    </message>
    <message>
        <source>streamlab itself failed ({detail}). Everything received until then is kept.</source>
        <translation>streamlab 自身出错（{detail}）。此前收到的内容全部保留。</translation>
    </message>
    <message>
        <source>The response is complete, yet more follows it ({detail}). A client that keeps connections open takes that for the beginning of the next response. Correct what the server declares or sends.</source>
        <translation>响应完整，但后面还有内容（{detail}）。复用连接的客户端会把它当成下一个响应的开头。请改正服务端的声明或发送的内容。</translation>
    </message>
    <message>
        <source>The server closed the connection without a response ({detail}). See its log; it may expect https:// here.</source>
        <translation>服务端没有给出响应就关闭了连接（{detail}）。请查看它的日志；这里也许要用 https://。</translation>
    </message>
    <message>
        <source>The connection was closed inside the response head ({detail}). See the server&apos;s log.</source>
        <translation>响应头还没收完，连接就关闭了（{detail}）。请查看服务端日志。</translation>
    </message>
    <message>
        <source>The server redirects on and on ({detail}); streamlab follows no more. See whether it redirects in a circle.</source>
        <translation>服务端不断重定向（{detail}），streamlab 不再跟随。请看看它是否在兜圈子。</translation>
    </message>
    <message>
        <source>The server redirects to where nobody can follow: {detail}. Its answer is shown; correct the Location it sends.</source>
        <translation>服务端重定向到了无法跟随的地方：{detail}。它的应答已照原样显示；请改正它发送的 Location。</translation>
    </message>
    <message>
        <source>The server switched to another protocol ({detail}). streamlab reads HTTP alone, and nothing of what follows.</source>
        <translation>服务端切换到了另一种协议（{detail}）。streamlab 只读 HTTP，其后的内容一概不读。</translation>
    </message>
    <message>
        <source>The server broke off the TLS connection by an alert ({detail}). See its log; it may ask for a client certificate.</source>
        <translation>服务端用一条警报中断了 TLS 连接（{detail}）。请查看它的日志；它也许要求客户端证书。</translation>
    </message>
    <message>
        <source>What came over the TLS connection cannot be decrypted ({detail}): it was damaged on the way, or something spoke in between.</source>
        <translation>TLS 连接上收到的内容无法解密（{detail}）：要么在途中损坏了，要么中间有谁插了话。</translation>
    </message>
    <message>
        <source>The time that this run was given is over ({detail}). Everything received until then is kept.</source>
        <translation>这次运行的时限到了（{detail}）。此前收到的内容全部保留。</translation>
    </message>
    <message>
        <source>streamlab reads no longer response head: {detail}. Nothing forbids it; most clients have such a limit.</source>
        <translation>streamlab 不再读更长的响应头：{detail}。这样长并不违规；多数客户端都有类似的上限。</translation>
    </message>
    <message>
        <source>streamlab waits for no more 1xx responses: {detail}. See why the server does not come to its answer.</source>
        <translation>streamlab 不再等更多的 1xx 响应：{detail}。请看看服务端为什么迟迟不给出正式应答。</translation>
    </message>
    <message>
        <source>streamlab reads no longer chunk extensions: {detail}. Nothing forbids them; most clients have such a limit.</source>
        <translation>streamlab 不再读更长的分块扩展：{detail}。这样长并不违规；多数客户端都有类似的上限。</translation>
    </message>
    <message>
        <source>streamlab reads no longer trailers: {detail}. Nothing forbids them; most clients have such a limit.</source>
        <translation>streamlab 不再读更长的尾部字段：{detail}。这样长并不违规；多数客户端都有类似的上限。</translation>
    </message>
    <message>
        <source>streamlab stopped reading, as the server floods it: {detail}. Everything received until then is kept.</source>
        <translation>服务端的帧多得像洪水，streamlab 停止了读取：{detail}。此前收到的内容全部保留。</translation>
    </message>
    <message>
        <source>What answers is no HTTP/1 response: {detail}. Another protocol may speak on this port.</source>
        <translation>收到的不是 HTTP/1 响应：{detail}。这个端口上跑的也许是别的协议。</translation>
    </message>
    <message>
        <source>The response head is malformed: {detail}. The server must be fixed.</source>
        <translation>响应头有错：{detail}。必须修正服务端。</translation>
    </message>
    <message>
        <source>The Content-Length cannot be relied on: {detail}. The server or a proxy counts wrongly.</source>
        <translation>Content-Length 靠不住：{detail}。服务端或代理数错了长度。</translation>
    </message>
    <message>
        <source>The Transfer-Encoding is one that clients do not read: {detail}. The server should send chunks alone.</source>
        <translation>这种 Transfer-Encoding 客户端不会读：{detail}。服务端应当只用分块。</translation>
    </message>
    <message>
        <source>The chunks break off: {detail}. Something wrote into the body what is no chunk.</source>
        <translation>分块到此中断：{detail}。有谁往正文里写进了不是分块的内容。</translation>
    </message>
    <message>
        <source>A chunk is longer than its size says: {detail}. The server or a proxy counts characters, not bytes.</source>
        <translation>有个分块比它声明的长：{detail}。服务端或代理数的是字符，不是字节。</translation>
    </message>
    <message>
        <source>A trailer after the body is malformed: {detail}. The body itself is complete.</source>
        <translation>正文之后的尾部字段有错：{detail}。正文本身是完整的。</translation>
    </message>
    <message>
        <source>The server broke off the stream ({detail}). See the server&apos;s log, or that of the proxy before it.</source>
        <translation>服务端中断了这个流（{detail}）。请查看服务端日志，或它前面那个代理的日志。</translation>
    </message>
    <message>
        <source>The server ended the HTTP/2 connection before the response was over ({detail}). See its log; try again.</source>
        <translation>响应还没结束，服务端就结束了 HTTP/2 连接（{detail}）。请查看它的日志，再试一次。</translation>
    </message>
    <message>
        <source>HTTP/2 was agreed on, and another protocol answers: {detail}. Send without HTTP/2.</source>
        <translation>双方约定了 HTTP/2，应答的却是别的协议：{detail}。请不用 HTTP/2 发送。</translation>
    </message>
    <message>
        <source>The server breaks the order of HTTP/2: {detail}. Send without HTTP/2 and have the server fixed.</source>
        <translation>服务端打乱了 HTTP/2 的次序：{detail}。请先不用 HTTP/2 发送，并让人修正服务端。</translation>
    </message>
    <message>
        <source>An HTTP/2 frame has a length that is not allowed: {detail}. The server must be fixed.</source>
        <translation>有个 HTTP/2 帧的长度不被允许：{detail}。必须修正服务端。</translation>
    </message>
    <message>
        <source>The headers cannot be unpacked: {detail}. The server and its view of the HPACK table have come apart.</source>
        <translation>响应头解不开：{detail}。服务端与它的 HPACK 表已经对不上了。</translation>
    </message>
    <message>
        <source>The server pushes what nobody asked for: {detail}. Turn HTTP/2 push off there.</source>
        <translation>服务端推送了没人要的内容：{detail}。请在那边关掉 HTTP/2 推送。</translation>
    </message>
    <message>
        <source>The server sends more than the HTTP/2 window allows: {detail}. The server must be fixed.</source>
        <translation>服务端发送的数据超出了 HTTP/2 窗口：{detail}。必须修正服务端。</translation>
    </message>
    <message>
        <source>The response is complete.</source>
        <translation>响应完整。</translation>
    </message>
    <message>
        <source>The response stops early ({detail}). The server or a proxy closed the connection; see their logs.</source>
        <translation>响应提前结束（{detail}）。服务端或代理关闭了连接；请看它们的日志。</translation>
    </message>
    <message>
        <source>The response breaks the HTTP rules ({detail}). Everything before that is kept; the server must be fixed.</source>
        <translation>响应违反了 HTTP 规则（{detail}）。在此之前的内容全部保留；需要修正服务端。</translation>
    </message>
    <message>
        <source>The connection was reset ({detail}). The server or something on the way dropped it; see their logs.</source>
        <translation>连接被重置（{detail}）。服务端或途中的设备断开了它；请看它们的日志。</translation>
    </message>
    <message>
        <source>A time limit was reached ({detail}). Allow more time or see why it stalls.</source>
        <translation>达到了时限（{detail}）。请放宽时限，或查明为何停住。</translation>
    </message>
    <message>
        <source>Stopped. Everything received until then is kept.</source>
        <translation>已停止。此前收到的内容全部保留。</translation>
    </message>
    <message>
        <source>No connection came about ({detail}). Check host and port.</source>
        <translation>未能建立连接（{detail}）。请检查主机和端口。</translation>
    </message>
    <message>
        <source>TLS could not be established ({detail}).</source>
        <translation>无法建立 TLS（{detail}）。</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The data is not JSON. The JSON tab shows where it breaks off.</source>
        <translation>数据不是 JSON。JSON 页会显示错在哪里。</translation>
    </message>
    <message>
        <source>A conforming reader would not deliver this event.</source>
        <translation>符合标准的读取器不会送出这个事件。</translation>
    </message>
</context>
<context>
    <name>EventsTab</name>
    <message>
        <source>No events yet. Send a request or open a recording; each event or record becomes a row.</source>
        <translation>还没有事件。发送请求或打开录制后，每个事件或记录各占一行。</translation>
    </message>
    <message>
        <source>Events and records</source>
        <translation>事件与记录</translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message>
        <source>The recording does not say where its request went.</source>
        <translation>录制里没有写明请求发往何处。</translation>
    </message>
    <message>
        <source>The request asks for no stream that could be switched off.</source>
        <translation>请求并未要求流式，无可关闭。</translation>
    </message>
    <message>
        <source>Send to the upstream</source>
        <translation>发往上游</translation>
    </message>
    <message>
        <source>Address of the server behind the gateway; the rest of the request, keys included, stays:</source>
        <translation>网关背后的服务器地址；请求的其余部分不变：</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>FindingDetail</name>
    <message>
        <source>The finding in full</source>
        <translation>诊断全文</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>复制诊断</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>What the guide says about this finding</source>
        <translation>指南对这项诊断的说明</translation>
    </message>
    <message>
        <source>Try all clients</source>
        <translation>试所有客户端</translation>
    </message>
    <message>
        <source>Try all clients on this reply</source>
        <translation>用这份回复试所有客户端</translation>
    </message>
    <message>
        <source>Read in the encoding that the content fits</source>
        <translation>按内容所符合的编码读取</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Read as {encoding}</source>
        <translation>按 {encoding} 读取</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>character cut by a chunk border</source>
        <translation>字符被分块边界切断</translation>
    </message>
    <message>
        <source>TCP and HTTP deliver bytes, not characters. The bytes of {character} arrived as {bytes}. A client that decodes each chunk with a new decoder shows {naive} instead. The bytes themselves are fine.</source>
        <translation>TCP 与 HTTP 传递的是字节，不是字符。“{character}”的字节是这样到达的：{bytes}。客户端若每块都新建一个解码器，就会显示成 {naive}。字节本身完好无损。</translation>
    </message>
    <message>
        <source>Keep one decoder for the whole stream (new TextDecoder() outside the callback, decode(value, {{stream: true}}), one last decode() at the end), or hold back the unfinished bytes until the next chunk.</source>
        <translation>整条流共用一个解码器（在回调之外 new TextDecoder()，用 decode(value, {{stream: true}})，最后再调用一次 decode()），或把不完整的字节留到下一块再解码。</translation>
    </message>
    <message>
        <source>Encode as UTF-8 in the server (Java: getBytes(StandardCharsets.UTF_8), -Dfile.encoding=UTF-8), or declare the charset and decode it in the client. To read it here, choose {charset} as the encoding.</source>
        <translation>在服务端按 UTF-8 编码（Java：getBytes(StandardCharsets.UTF_8)、-Dfile.encoding=UTF-8），或声明字符集并由客户端按它解码。要在这里读取，请把编码选为 {charset}。</translation>
    </message>
    <message>
        <source>the body is {charset}, not UTF-8</source>
        <translation>正文是 {charset}，不是 UTF-8</translation>
    </message>
    <message>
        <source>The body fails as UTF-8 but reads as {charset} from end to end: {sample}… The server wrote its platform&apos;s charset.</source>
        <translation>正文不是合法的 UTF-8，但从头到尾都能按 {charset} 读出：{sample}… 服务端用了所在平台的默认字符集。</translation>
    </message>
    <message>
        <source>Encode as UTF-8 in the server, or declare the charset and decode it in the client. To read it here, choose {charset} as the encoding.</source>
        <translation>在服务端按 UTF-8 编码，或声明字符集并由客户端按它解码。要在这里读取，请把编码选为 {charset}。</translation>
    </message>
    <message>
        <source>one whole answer, no stream</source>
        <translation>一整段回答，不是流</translation>
    </message>
    <message>
        <source>line cut by a chunk border</source>
        <translation>行被分块边界切断</translation>
    </message>
    <message>
        <source>%n of {chunk_count} chunks end inside a line. A client that parses each chunk by itself fails on both halves (“Unexpected end of JSON input”) and drops the text in them.</source>
        <translation>{chunk_count} 块中有 %n 块在行的中间结束。逐块解析的客户端在前后两半上都会失败（“Unexpected end of JSON input”），其中的文字也就丢了。</translation>
    </message>
    <message>
        <source>Collect bytes, split at the line end, parse whole lines only, carry the rest into the next chunk and flush it at the end.</source>
        <translation>先攒字节，按行尾切分，只解析完整的行，余下的并入下一块，流结束时再处理最后剩下的部分。</translation>
    </message>
    <message>
        <source>several events in one chunk</source>
        <translation>一块里有多个事件</translation>
    </message>
    <message>
        <source>%n chunk(s) with two or more complete events, at most {most}. That is legal; a client that handles one event per chunk loses the others or fails with “Unexpected non-whitespace character after JSON”.</source>
        <translation>有 %n 块包含两个或更多完整事件，最多 {most} 个。这是合法的；一块只处理一个事件的客户端会丢掉其余事件，或报错“Unexpected non-whitespace character after JSON”。</translation>
    </message>
    <message>
        <source>Loop over all complete lines of a chunk. No server can promise one write = one chunk.</source>
        <translation>对一块里的所有完整行逐行处理。没有哪个服务端能保证一次写入就是一块。</translation>
    </message>
    <message>
        <source>CRLF cut by a chunk border</source>
        <translation>CRLF 被分块边界切断</translation>
    </message>
    <message>
        <source>CR and LF of %n line end(s) lie in different chunks. A reader that counts both as line ends sees an empty line and ends the event too early.</source>
        <translation>有 %n 处行尾的 CR 与 LF 落在不同的块里。把两者各算一个行尾的读取器会看到空行，从而过早结束事件。</translation>
    </message>
    <message>
        <source>After a CR at the end of a chunk, skip one LF at the start of the next.</source>
        <translation>块尾是 CR 时，跳过下一块开头的一个 LF。</translation>
    </message>
    <message>
        <source>bytes that are no {encoding}</source>
        <translation>不是合法的 {encoding} 字节</translation>
    </message>
    <message>
        <source>The body was chunked twice: size lines stand between the data.</source>
        <translation>正文被分块了两次：数据之间夹着表示长度的行。</translation>
    </message>
    <message>
        <source>%n ill-formed sequence(s), the first at byte {start}: {bytes} ({reason}). They were on the wire, so every client gets them; strict decoders stop there, others show �.</source>
        <translation>有 %n 处非法序列，第一处在字节 {start}：{bytes}（{reason}）。它们在线路上就是如此，每个客户端都会收到；严格的解码器到此为止，其余的显示 �。</translation>
    </message>
    <message>
        <source>Mend the server: encode the whole text once, never slice encoded bytes.</source>
        <translation>修正服务端：整段文字一次编码，切勿切割已编码的字节。</translation>
    </message>
    <message>
        <source>the body is GBK, not UTF-8</source>
        <translation>正文是 GBK，不是 UTF-8</translation>
    </message>
    <message>
        <source>the stream ends inside a character</source>
        <translation>流在字符中间结束</translation>
    </message>
    <message>
        <source>The last bytes, {bytes}, are the beginning of a character that never came.</source>
        <translation>最后的字节 {bytes} 是某个字符的开头，而其余部分始终没有到达。</translation>
    </message>
    <message>
        <source>If the transfer was cut, see why it ended. Otherwise the server stopped between the bytes of a token.</source>
        <translation>若传输被中断，请查明中断的原因；否则就是服务端停在了一个 token 的字节之间。</translation>
    </message>
    <message>
        <source>the body begins with a byte order mark</source>
        <translation>正文以 BOM 开头</translation>
    </message>
    <message>
        <source>EF BB BF comes first. The standard says to skip it, but several SSE clients take it for part of the first field name and lose the first event; JSON.parse refuses it.</source>
        <translation>开头是 EF BB BF。标准规定应跳过它，但有些 SSE 客户端把它当成第一个字段名的一部分而丢掉首个事件；JSON.parse 则直接拒绝。</translation>
    </message>
    <message>
        <source>Write the body without a BOM.</source>
        <translation>写正文时不要带 BOM。</translation>
    </message>
    <message>
        <source>compressed, but not declared</source>
        <translation>已压缩，却没有声明</translation>
    </message>
    <message>
        <source>The body begins with the magic of {coding}, yet there is no Content-Encoding header.</source>
        <translation>正文以 {coding} 的特征字节开头，却没有 Content-Encoding 头。</translation>
    </message>
    <message>
        <source>Let the gateway pass Content-Encoding on, or ask upstream for identity.</source>
        <translation>让网关透传 Content-Encoding，或向上游请求 identity。</translation>
    </message>
    <message>
        <source>Content-Encoding does not fit the body</source>
        <translation>Content-Encoding 与正文不符</translation>
    </message>
    <message>
        <source>The head declares {coding}, but the body cannot be decoded with it ({error}).</source>
        <translation>响应头声明了 {coding}，但正文无法据此解码（{error}）。</translation>
    </message>
    <message>
        <source>A gateway that decompresses must drop the header as well.</source>
        <translation>做了解压的网关也必须去掉这个响应头。</translation>
    </message>
    <message>
        <source>the compressed body is broken</source>
        <translation>压缩的正文已损坏</translation>
    </message>
    <message>
        <source>{coding}: {error}. Everything that could be decoded before it is shown.</source>
        <translation>{coding}：{error}。在此之前能解码的内容都已显示。</translation>
    </message>
    <message>
        <source>Compare with a request that sends Accept-Encoding: identity.</source>
        <translation>发一个带 Accept-Encoding: identity 的请求来对比。</translation>
    </message>
    <message>
        <source>� is already in the payload</source>
        <translation>数据里本来就有 �</translation>
    </message>
    <message>
        <source>%n U+FFFD sent as such, at the edges of deltas: the inference server decodes token by token. No client can repair this.</source>
        <translation>有 %n 个 U+FFFD 是原样发来的，且位于增量的边缘：推理服务逐个 token 解码。任何客户端都无法修复。</translation>
    </message>
    <message>
        <source>Use an incremental detokenizer: hold text back until it no longer ends in U+FFFD.</source>
        <translation>使用增量 detokenizer：文字以 U+FFFD 结尾时先留着，不再如此时才发出。</translation>
    </message>
    <message>
        <source>� was put in on the way</source>
        <translation>� 是途中加进去的</translation>
    </message>
    <message>
        <source>%n U+FFFD in the payload, the first at byte {start}. The server or a gateway decoded a stream chunk by chunk and encoded the result again; from this recording alone it cannot be told which. No client can repair this.</source>
        <translation>数据里有 %n 个 U+FFFD，第一个在字节 {start}。服务端或网关逐块解码后又重新编码；仅凭这份录制无法断定是哪一个。任何客户端都无法修复。</translation>
    </message>
    <message>
        <source>Record the upstream directly and compare: where it is clean, the gateway is at fault.</source>
        <translation>直接录制上游再对比：上游干净，就是网关的问题。</translation>
    </message>
    <message>
        <source>malformed JSON</source>
        <translation>JSON 格式错误</translation>
    </message>
    <message>
        <source>%n complete frame(s) with malformed JSON. The first, number {frame}, fails at byte {offset} (line {line}, column {column}): {reason}. It was put together from all its chunks, so this is the server&apos;s.</source>
        <translation>有 %n 个完整的帧不是合法 JSON。第一个是 {frame} 号帧，错在字节 {offset}（第 {line} 行第 {column} 列）：{reason}。该帧已由所有分块完整拼接，因此错在服务端。</translation>
    </message>
    <message>
        <source>Build JSON with a serializer, never by joining strings.</source>
        <translation>用序列化库生成 JSON，不要拼接字符串。</translation>
    </message>
    <message>
        <source>encoded twice</source>
        <translation>被编码了两次</translation>
    </message>
    <message>
        <source>{shown} was sent where {meant} was meant: UTF-8 was read as latin-1 on the way and encoded once more. Every client gets it like this.</source>
        <translation>本应是 {meant}，发来的却是 {shown}：UTF-8 在途中被当成 latin-1 读取，又编码了一次。每个客户端收到的都是这样。</translation>
    </message>
    <message>
        <source>Set the encoding before reading the upstream (Python requests: response.encoding = &apos;utf-8&apos;; Java: StandardCharsets.UTF_8; Node: setEncoding(&apos;utf8&apos;)), or pass bytes on as they are.</source>
        <translation>读取上游之前先设定编码（Python requests：response.encoding = &apos;utf-8&apos;；Java：StandardCharsets.UTF_8；Node：setEncoding(&apos;utf8&apos;)），或原样透传字节。</translation>
    </message>
    <message>
        <source>an emoji cut into UTF-16 halves</source>
        <translation>表情被切成了两个 UTF-16 半字符</translation>
    </message>
    <message>
        <source>%n half character(s).</source>
        <translation>%n 个半字符。</translation>
    </message>
    <message>
        <source>Do not slice strings by UTF-16 units (JavaScript, Java): cut between code points, or hold a first half back until the second comes. In Python, join the pieces with encode(&apos;utf-16&apos;, &apos;surrogatepass&apos;).decode(&apos;utf-16&apos;).</source>
        <translation>不要按 UTF-16 单元切分字符串（JavaScript、Java）：应在码点之间切分，或把前一半留到后一半到来。在 Python 里这样把片段拼回：encode(&apos;utf-16&apos;, &apos;surrogatepass&apos;).decode(&apos;utf-16&apos;)。</translation>
    </message>
    <message>
        <source>question marks instead of letters</source>
        <translation>文字变成了问号</translation>
    </message>
    <message>
        <source>{marks} question marks make up most of the reply, and nothing in it is outside ASCII. Consistent with text written as ISO-8859-1, which has no Chinese; what was there is lost.</source>
        <translation>回复里大部分是问号（{marks} 个），且没有任何 ASCII 以外的字符。符合按 ISO-8859-1 写出的情形，它不含中文；原来的文字已经丢失。</translation>
    </message>
    <message>
        <source>Spring: set produces = &quot;text/event-stream;charset=UTF-8&quot; and StringHttpMessageConverter(StandardCharsets.UTF_8). Elsewhere: encode as UTF-8.</source>
        <translation>Spring：设置 produces = &quot;text/event-stream;charset=UTF-8&quot; 和 StringHttpMessageConverter(StandardCharsets.UTF_8)。其他框架：按 UTF-8 编码。</translation>
    </message>
    <message>
        <source>The model stopped at its limit between the bytes of a character, so that the last piece ends in U+FFFD. The stream is not broken.</source>
        <translation>模型在一个字符的字节之间到达上限，因此最后一个片段以 U+FFFD 结尾。流本身没有问题。</translation>
    </message>
    <message>
        <source>%n half character(s) as JSON escapes (\ud83d, \ude00) in different pieces. JavaScript heals that when it joins them; Python keeps two halves and fails on encoding, and Buffer.from makes � of each.</source>
        <translation>有 %n 个半字符以 JSON 转义（\ud83d、\ude00）的形式分在不同片段里。JavaScript 拼接后会自行复原；Python 会留下两半并在编码时出错，Buffer.from 则把每一半都变成 �。</translation>
    </message>
    <message>
        <source>%n half character(s) as JSON escapes, at least one without its other half. No client can show them.</source>
        <translation>有 %n 个半字符以 JSON 转义的形式出现，其中至少一个缺了另一半。任何客户端都无法显示。</translation>
    </message>
    <message>
        <source>%n half character(s) as bytes (ED A0 to BF …, CESU-8). That is no UTF-8: decoders show ��� for each half or stop.</source>
        <translation>有 %n 个半字符以字节的形式出现（ED A0 至 BF …，即 CESU-8）。这不是 UTF-8：解码器会把每一半显示为 ���，或就此停止。</translation>
    </message>
    <message>
        <source>records repeat text that was sent before</source>
        <translation>记录重复了先前发过的文字</translation>
    </message>
    <message>
        <source>the HTTP framing contradicts itself</source>
        <translation>HTTP 分帧自相矛盾</translation>
    </message>
    <message>
        <source>Send Transfer-Encoding: chunked alone, or a Content-Length that is true. A gateway must take the upstream&apos;s chunks apart before it writes its own.</source>
        <translation>只发 Transfer-Encoding: chunked，或给出真实的 Content-Length。网关必须先拆开上游的分块，再写自己的。</translation>
    </message>
    <message>
        <source>At a limit of tokens, raise max_tokens or shorten the prompt; at a filter, look at what it refuses.</source>
        <translation>若是达到 token 上限，请调大 max_tokens 或缩短提示词；若是被过滤，请看它拒绝的是什么。</translation>
    </message>
    <message>
        <source>{frames} events came in {chunk_count} chunks of {coding}, many at once. Consistent with a compressor that is not flushed after every event.</source>
        <translation>{frames} 个事件分 {chunk_count} 块以 {coding} 到达，一次到很多个。符合压缩器没有在每个事件之后刷新的情形。</translation>
    </message>
    <message>
        <source>{seconds} s of silence</source>
        <translation>静默 {seconds} 秒</translation>
    </message>
    <message>
        <source>Nothing came for {seconds} s, no keep-alive either. Many proxies hang up after 30, 60 or 100 s.</source>
        <translation>{seconds} 秒内什么也没有到，连保活也没有。许多代理在 30、60 或 100 秒后断开。</translation>
    </message>
    <message>
        <source>Send a comment line every 10 to 15 s, from before the first token on, or raise the proxy&apos;s timeout.</source>
        <translation>从首个 token 之前开始，每 10 到 15 秒发一行注释，或调大代理的超时。</translation>
    </message>
    <message>
        <source>an error status: {status}</source>
        <translation>错误状态：{status}</translation>
    </message>
    <message>
        <source>Status {status_line}. The body below says why, if anything does.</source>
        <translation>状态 {status_line}。如果有原因，就在下面的正文里。</translation>
    </message>
    <message>
        <source>an event without choices</source>
        <translation>有事件不含 choices</translation>
    </message>
    <message>
        <source>%n event(s) with an empty choices list (usage at the end, or Azure&apos;s first). Legal; choices[0].delta fails there: “Cannot read properties of undefined (reading &apos;delta&apos;)”.</source>
        <translation>有 %n 个事件的 choices 列表为空（末尾的 usage，或 Azure 的首个事件）。合法；但 choices[0].delta 会在这里出错：“Cannot read properties of undefined (reading &apos;delta&apos;)”。</translation>
    </message>
    <message>
        <source>Check that choices has an element before you read it.</source>
        <translation>读取之前先确认 choices 里有元素。</translation>
    </message>
    <message>
        <source>only reasoning, no text</source>
        <translation>只有推理，没有正文</translation>
    </message>
    <message>
        <source>{characters} characters of reasoning and none of text. A client that shows content alone stays blank.</source>
        <translation>推理有 {characters} 个字符，正文一个也没有。只显示 content 的客户端会一片空白。</translation>
    </message>
    <message>
        <source>Show the reasoning field too (reasoning_content, reasoning), or raise max_tokens so that an answer follows.</source>
        <translation>把推理字段也显示出来（reasoning_content、reasoning），或调大 max_tokens，让回答得以输出。</translation>
    </message>
    <message>
        <source>%n event(s) without a space after the colon. Legal; a client that looks for “data: ” sees none of them or eats the first character.</source>
        <translation>有 %n 个事件的冒号后没有空格。合法；但只认“data: ”的客户端会看不到它们，或吃掉第一个字符。</translation>
    </message>
    <message>
        <source>CR and LF of %n line end(s) lie in different chunks. No line of the same event follows there, so that even a reader that counts both as line ends loses nothing.</source>
        <translation>有 %n 处行尾的 CR 与 LF 落在不同的块里。其后没有同一事件的行，因此即使把两者各算一个行尾的读取器也不会丢内容。</translation>
    </message>
    <message>
        <source>The body is HTML with status {status}{titled}. An error page of a server or proxy, or a login.</source>
        <translation>正文是 HTML，状态码 {status}{titled}。是服务器或代理的错误页，或登录页。</translation>
    </message>
    <message>
        <source>The body is HTML with status {status}{titled}. Success with a web page: a login, a firewall&apos;s page, or a wrong base URL (is /v1 missing?).</source>
        <translation>正文是 HTML，状态码 {status}{titled}。成功状态却返回网页：可能是登录页、防火墙页面，或基础 URL 有误（是否缺了 /v1？）。</translation>
    </message>
    <message>
        <source>%n event(s) without a space after the colon, and others with one. Legal; a client that looks for “data: ” loses those without.</source>
        <translation>有 %n 个事件的冒号后没有空格，其余的有。合法；但只认“data: ”的客户端会丢掉没有空格的那些。</translation>
    </message>
    <message>
        <source>%n line(s) inside events without “data:” before them. The text had a line end in it; a conforming client drops what follows.</source>
        <translation>事件中有 %n 行前面没有“data:”。文字里本来有换行；符合标准的客户端会丢掉其后的内容。</translation>
    </message>
    <message>
        <source>The request says stream: true, the response is one JSON text. A client that looks for deltas shows nothing.</source>
        <translation>请求里写着 stream: true，响应却是一整段 JSON。只找增量的客户端什么也不会显示。</translation>
    </message>
    <message>
        <source>See that the gateway passes stream on. In the client, look at Content-Type and read choices[0].message as well.</source>
        <translation>确认网关透传了 stream。客户端应查看 Content-Type，并且也能读取 choices[0].message。</translation>
    </message>
    <message>
        <source>more after the end marker</source>
        <translation>结束标记之后还有内容</translation>
    </message>
    <message>
        <source>The reply went on after it had said that it was over. Clients that stop at the marker never see the rest.</source>
        <translation>回复宣布结束之后又继续发送。在结束标记处停下的客户端永远看不到后面的内容。</translation>
    </message>
    <message>
        <source>Send the end marker last, once.</source>
        <translation>结束标记应放在最后，且只发一次。</translation>
    </message>
    <message>
        <source>nginx: proxy_buffering off; gzip off; or send X-Accel-Buffering: no. Flush after every event (Node: res.flush(); Python: yield per event; Spring: SseEmitter or Flux, not a String).</source>
        <translation>nginx：proxy_buffering off；gzip off；或发送 X-Accel-Buffering: no。每个事件之后都要刷新输出（Node：res.flush()；Python：每个事件 yield 一次；Spring：用 SseEmitter 或 Flux，不要返回 String）。</translation>
    </message>
    <message>
        <source>held back, perhaps by a CDN or tunnel</source>
        <translation>被扣住后才发出，可能是 CDN 或隧道所致</translation>
    </message>
    <message>
        <source>{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of silence. The head names a CDN, tunnel or gateway ({hop}); this is consistent with its buffer.</source>
        <translation>静默 {wait_ms} 毫秒之后，{frames} 个事件在 {spread_ms} 毫秒内分 {chunk_count} 块到达。响应头里有 CDN、隧道或网关的痕迹（{hop}）；符合它做了缓冲的情形。</translation>
    </message>
    <message>
        <source>Compare with the origin, without the CDN or tunnel. Send Content-Type: text/event-stream and Cache-Control: no-cache, no-transform; switch response buffering off there.</source>
        <translation>绕过 CDN 或隧道，直接与源站对比。发送 Content-Type: text/event-stream 和 Cache-Control: no-cache, no-transform；并在那里关闭响应缓冲。</translation>
    </message>
    <message>
        <source>held back, perhaps by a platform or dev server</source>
        <translation>被扣住后才发出，可能是平台或开发服务器所致</translation>
    </message>
    <message>
        <source>{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of silence. The head names a platform or development server ({hop}); this is consistent with its buffer.</source>
        <translation>静默 {wait_ms} 毫秒之后，{frames} 个事件在 {spread_ms} 毫秒内分 {chunk_count} 块到达。响应头里有平台或开发服务器的痕迹（{hop}）；符合它做了缓冲的情形。</translation>
    </message>
    <message>
        <source>webpack and vue-cli: devServer.compress = false; Express: no compression for event streams, or res.flush(). AWS Lambda: response streaming instead of a buffered response.</source>
        <translation>webpack 与 vue-cli：devServer.compress = false；Express：事件流不要压缩，或调用 res.flush()。AWS Lambda：用响应流式传输代替缓冲响应。</translation>
    </message>
    <message>
        <source>stopped at {seconds} s</source>
        <translation>在第 {seconds} 秒停止</translation>
    </message>
    <message>
        <source>It stopped after {seconds} s in all, while text was still coming and without an end marker: consistent with the time limit of a function platform. Once is no proof.</source>
        <translation>总共 {seconds} 秒后停止，当时文字仍在到来，也没有结束标记：符合函数平台的时限。一次还不足以证明。</translation>
    </message>
    <message>
        <source>Raise the limit (Vercel: maxDuration), or stream from a server without one. Repeat with a longer reply: does it stop at the same second?</source>
        <translation>调大时限（Vercel：maxDuration），或改用没有时限的服务器。换一个更长的回复再试：是否停在同一秒？</translation>
    </message>
    <message>
        <source>{frames} events came in {chunk_count} chunks, {blocks} of them exactly 4, 8, 16 or 32 KiB. Consistent with a buffer on the way that is sent when it is full.</source>
        <translation>{frames} 个事件分 {chunk_count} 块到达，其中 {blocks} 块恰为 4、8、16 或 32 KiB。符合途中有缓冲、装满才发送的情形。</translation>
    </message>
    <message>
        <source>{frames} events carry times that lie {made_ms} ms apart, and came within {spread_ms} ms after {wait_ms} ms of silence. So something held them back.</source>
        <translation>{frames} 个事件自带的时间前后相差 {made_ms} 毫秒，却在静默 {wait_ms} 毫秒之后于 {spread_ms} 毫秒内全部到达。可见是被扣住了。</translation>
    </message>
    <message>
        <source>The head gives the length of all {frames} events: they were complete before the first one was sent.</source>
        <translation>响应头给出了全部 {frames} 个事件的长度：发出第一个之前，它们就已全部生成。</translation>
    </message>
    <message>
        <source>Status {status_line}: a gateway says that the server behind it failed or did not answer. The body below says more, if anything does.</source>
        <translation>状态 {status_line}：网关表示它背后的服务端出错或没有应答。如果有更多说明，就在下面的正文里。</translation>
    </message>
    <message>
        <source>{held} of {chunk_count} chunks brought {coding} and no content for long. Consistent with a compressor that is not flushed after every event.</source>
        <translation>{chunk_count} 块中有 {held} 块带着 {coding}，却久久解不出内容。符合压缩器没有在每个事件之后刷新的情形。</translation>
    </message>
    <message>
        <source>The gateway gave up after {seconds} s without an answer from the server behind it: the idle limit of common proxies. Once is no proof.</source>
        <translation>网关等了 {seconds} 秒，没有等到背后服务端的应答就放弃了：正是常见代理的空闲上限。仅一次不足为证。</translation>
    </message>
    <message>
        <source>Each piece begins with all of the one before it. A client that appends shows the beginning over and over.</source>
        <translation>每个片段都以前一个片段的全部内容开头。采用追加方式的客户端会把开头显示一遍又一遍。</translation>
    </message>
    <message>
        <source>the recording stops without an end</source>
        <translation>录制没有结尾就停了</translation>
    </message>
    <message>
        <source>{body_bytes} bytes of body are recorded, and no end: streamlab was stopped, or is recording still. Nothing is known about what followed, so nobody is to blame for what is missing.</source>
        <translation>录下了 {body_bytes} 字节的正文，却没有结尾：streamlab 当时被终止了，或者仍在录制。之后发生了什么无从得知，因此缺少的部分不能怪任何一方。</translation>
    </message>
    <message>
        <source>Send the request again, and let it end or stop it.</source>
        <translation>重新发送请求，等它结束，或者手动停止它。</translation>
    </message>
    <message>
        <source>The last piece repeats all the pieces before it. A client that appends shows the text twice.</source>
        <translation>最后一个片段重复了前面的全部片段。采用追加方式的客户端会把文字显示两遍。</translation>
    </message>
    <message>
        <source>a limit of streamlab&apos;s was reached</source>
        <translation>到了 streamlab 自己的上限</translation>
    </message>
    <message>
        <source>streamlab stopped reading: {detail}. What would have followed is not known.</source>
        <translation>streamlab 停止了读取：{detail}。之后会有什么，无从得知。</translation>
    </message>
    <message>
        <source>Nobody broke a rule. If it is that large on purpose, look at a part of it.</source>
        <translation>没有谁违反规则。若本来就该这么大，请只看其中一部分。</translation>
    </message>
    <message>
        <source>streamlab unpacks no more than {detail}, and this body holds more. What follows is kept, but not shown.</source>
        <translation>streamlab 解压到 {detail} 为止，而这个正文还有更多。后面的内容保留着，但不显示。</translation>
    </message>
    <message>
        <source>The response is one JSON text. Whether a stream was asked for is not known here; if it was, a client that looks for deltas shows nothing.</source>
        <translation>响应是一整段 JSON。请求的是否为流，这里无从得知；若是，只找增量的客户端什么也不会显示。</translation>
    </message>
    <message>
        <source>a web page instead of a stream</source>
        <translation>收到的是网页，不是流</translation>
    </message>
    <message>
        <source>The body is HTML with status {status}{titled}.</source>
        <translation>正文是 HTML，状态码 {status}{titled}。</translation>
    </message>
    <message>
        <source>the end marker is no JSON</source>
        <translation>结束标记不是 JSON</translation>
    </message>
    <message>
        <source>The last event is {line}. A client that parses every event fails there: “Unexpected token &apos;D&apos;, &quot;[DONE]&quot; is not valid JSON”.</source>
        <translation>最后一个事件是 {line}。对每个事件都做解析的客户端会在这里出错：“Unexpected token &apos;D&apos;, &quot;[DONE]&quot; is not valid JSON”。</translation>
    </message>
    <message>
        <source>Trim the data and compare it with [DONE] before you parse it.</source>
        <translation>解析之前先去掉首尾空白，与 [DONE] 比较。</translation>
    </message>
    <message>
        <source>keep-alive sent as data</source>
        <translation>保活消息被当作数据发送</translation>
    </message>
    <message>
        <source>%n event(s) such as “{text}” among JSON. SDKs that parse every event stop with an error there.</source>
        <translation>JSON 之间夹着 %n 个“{text}”之类的事件。逐个事件解析的 SDK 会在这里报错停止。</translation>
    </message>
    <message>
        <source>Let the gateway send keep-alives as comments (: ping), not as data. Until then, skip data that begins with a colon, is empty or says ping.</source>
        <translation>让网关以注释（: ping）而不是数据来保活。在此之前，跳过以冒号开头、为空或内容是 ping 的数据。</translation>
    </message>
    <message>
        <source>“data:” without a space</source>
        <translation>“data:”后没有空格</translation>
    </message>
    <message>
        <source>Match “data:” and then remove at most one space.</source>
        <translation>匹配“data:”，然后最多去掉一个空格。</translation>
    </message>
    <message>
        <source>a line separator inside a line</source>
        <translation>行内含有行分隔符</translation>
    </message>
    <message>
        <source>%n character(s) such as {code} at byte {start}. Readers built on splitlines() (httpx iter_lines, requests iter_lines with decode_unicode, LangChain) end the line there, and its JSON breaks. Readers of bytes, and JavaScript&apos;s, do not.</source>
        <translation>有 %n 个 {code} 之类的字符，例如在字节 {start}。基于 splitlines() 的读取方式（httpx iter_lines、带 decode_unicode 的 requests iter_lines、LangChain）会在那里断行，JSON 随之损坏。按字节读取的，以及 JavaScript 的，则不会。</translation>
    </message>
    <message>
        <source>Split bytes at CR and LF only, or use an SSE library. A server may escape it in JSON as \u2028.</source>
        <translation>只在 CR 与 LF 处切分字节，或使用 SSE 库。服务端可以在 JSON 里把它转义为 \u2028。</translation>
    </message>
    <message>
        <source>events of several data lines</source>
        <translation>事件含有多行 data</translation>
    </message>
    <message>
        <source>%n event(s) with more than one data line. Legal: they are joined by a line end. A client that parses each line by itself fails on the halves.</source>
        <translation>有 %n 个事件含有不止一行 data。合法：各行以换行连接。逐行解析的客户端会在每一半上失败。</translation>
    </message>
    <message>
        <source>Collect the data lines up to the blank line, join them with LF, then parse.</source>
        <translation>收集 data 行直到空行，用 LF 连接，再解析。</translation>
    </message>
    <message>
        <source>blanks or line ends get lost</source>
        <translation>空格或换行会丢失</translation>
    </message>
    <message>
        <source>Raw text is written into events, whose format has its own blanks and line ends.</source>
        <translation>原始文字被直接写进事件，而事件格式自有其空格与换行。</translation>
    </message>
    <message>
        <source>Encode each piece as JSON in the server (data: {{&quot;text&quot;: …}}): blanks and line ends are then safe. Spring, Node, Python alike.</source>
        <translation>在服务端把每一片段编码为 JSON（data: {{&quot;text&quot;: …}}）：空格与换行就不会丢。Spring、Node、Python 皆然。</translation>
    </message>
    <message>
        <source>a very long line</source>
        <translation>行非常长</translation>
    </message>
    <message>
        <source>%n line(s) of 64 KiB and more, the longest {size} bytes.</source>
        <translation>有 %n 行达到或超过 64 KiB，最长 {size} 字节。</translation>
    </message>
    <message>
        <source>Raise the reader&apos;s limit (Go: scanner.Buffer; Spring: spring.codec.max-in-memory-size; aiohttp: read_bufsize), or send less per event.</source>
        <translation>调大读取端的上限（Go：scanner.Buffer；Spring：spring.codec.max-in-memory-size；aiohttp：read_bufsize），或减少每个事件的内容。</translation>
    </message>
    <message>
        <source>one JSON text over many lines</source>
        <translation>一段 JSON 跨越多行</translation>
    </message>
    <message>
        <source>The records are not one per line.</source>
        <translation>记录不是一行一条。</translation>
    </message>
    <message>
        <source>Use a streaming JSON parser, or ask for SSE (Gemini: alt=sse).</source>
        <translation>使用流式 JSON 解析器，或改为请求 SSE（Gemini：alt=sse）。</translation>
    </message>
    <message>
        <source>“data:” twice</source>
        <translation>“data:”出现两次</translation>
    </message>
    <message>
        <source>%n event(s) whose data begins with “data:” again: something framed what was framed already. Parsing fails with “Unexpected token &apos;d&apos;”.</source>
        <translation>有 %n 个事件的数据又以“data:”开头：已经成帧的内容又被套了一层。解析会报错“Unexpected token &apos;d&apos;”。</translation>
    </message>
    <message>
        <source>In the gateway, take the upstream&apos;s data out before you write it, or pass its lines on as they are.</source>
        <translation>网关应先取出上游的数据再写出，或原样透传它的各行。</translation>
    </message>
    <message>
        <source>a check sum is wrong</source>
        <translation>校验和不符</translation>
    </message>
    <message>
        <source>%n message(s) of the AWS event stream with a wrong CRC. Consistent with something on the way that changed the bytes, a proxy that treats them as text perhaps. SDKs stop there.</source>
        <translation>AWS 事件流中有 %n 条消息的 CRC 不符。符合途中有东西改动了字节的情形，也许是把它们当文本处理的代理。SDK 会在此停止。</translation>
    </message>
    <message>
        <source>Pass application/vnd.amazon.eventstream on as bytes: no decoding, no rewriting, no compression.</source>
        <translation>把 application/vnd.amazon.eventstream 按字节透传：不解码、不改写、不压缩。</translation>
    </message>
    <message>
        <source>The head says {declared}: more than one type. A client that compares with text/event-stream refuses it.</source>
        <translation>响应头写着 {declared}：不止一种类型。与 text/event-stream 比较的客户端会拒绝。</translation>
    </message>
    <message>
        <source>The head says {declared}, but the body is raw text without an event in it. A client that waits for events shows nothing.</source>
        <translation>响应头写着 {declared}，正文却是没有任何事件的原始文字。等待事件的客户端什么也不会显示。</translation>
    </message>
    <message>
        <source>The head says {declared}. Event streams are always UTF-8; a browser&apos;s EventSource gives up on another charset.</source>
        <translation>响应头写着 {declared}。事件流一律是 UTF-8；遇到别的字符集，浏览器的 EventSource 会放弃。</translation>
    </message>
    <message>
        <source>Legal for SSE ({content_type}); Python requests would read latin-1 and garble it. With decode_unicode it also ends the line inside %n character(s) with a byte 85: {characters}.</source>
        <translation>SSE 允许（{content_type}）；但 Python requests 会按 latin-1 读取而乱码。若用 decode_unicode，还会在 %n 个含字节 85 的字符中间断行：{characters}。</translation>
    </message>
    <message>
        <source>The end marker is not exactly “data: [DONE]” and LF, but {line}. A client that compares the whole line misses it, and one that parses every event fails there.</source>
        <translation>结束标记不是“data: [DONE]”加 LF，而是 {line}。比较整行的客户端认不出它，逐个事件解析的客户端会在这里出错。</translation>
    </message>
    <message>
        <source>Some events have a space after the colon and others none, so the server adds none of its own: the first space of %n piece(s) is taken for the format&apos;s, and words run together. Consistent with raw text in events.</source>
        <translation>有的事件冒号后有空格，有的没有，可见服务端自己并不添加：有 %n 个片段的首个空格被当成格式的一部分，单词因此连在一起。符合把原始文字直接写进事件的情形。</translation>
    </message>
    <message>
        <source>%n events, nearly all of them Latin words, and not one blank between them. Consistent with blanks lost or trimmed in the server.</source>
        <translation>%n 个事件几乎都是拉丁文单词，之间却没有一个空格。符合空格在服务端丢失或被去掉的情形。</translation>
    </message>
    <message>
        <source>%n line(s) of 64 KiB and more, the longest {size} bytes. Go&apos;s bufio.Scanner stops at 64 KiB (“token too long”).</source>
        <translation>有 %n 行达到或超过 64 KiB，最长 {size} 字节。Go 的 bufio.Scanner 到 64 KiB 就停止（“token too long”）。</translation>
    </message>
    <message>
        <source>%n line(s) of 64 KiB and more, the longest {size} bytes. Go&apos;s bufio.Scanner stops at 64 KiB, older aiohttp at 128 KiB (“Chunk too big”).</source>
        <translation>有 %n 行达到或超过 64 KiB，最长 {size} 字节。Go 的 bufio.Scanner 到 64 KiB 就停止，旧版 aiohttp 到 128 KiB（“Chunk too big”）。</translation>
    </message>
    <message>
        <source>%n line(s) of 64 KiB and more, the longest {size} bytes. Go&apos;s bufio.Scanner stops at 64 KiB, older aiohttp at 128 KiB, Spring at 256 KiB (DataBufferLimitException).</source>
        <translation>有 %n 行达到或超过 64 KiB，最长 {size} 字节。Go 的 bufio.Scanner 到 64 KiB 就停止，旧版 aiohttp 到 128 KiB，Spring 到 256 KiB（DataBufferLimitException）。</translation>
    </message>
    <message>
        <source>%n line(s) of 64 KiB and more, the longest {size} bytes. Go&apos;s bufio.Scanner stops at 64 KiB, older aiohttp at 128 KiB, Spring at 256 KiB, aiohttp at 512 KiB (LineTooLong).</source>
        <translation>有 %n 行达到或超过 64 KiB，最长 {size} 字节。Go 的 bufio.Scanner 到 64 KiB 就停止，旧版 aiohttp 到 128 KiB，Spring 到 256 KiB，aiohttp 到 512 KiB（LineTooLong）。</translation>
    </message>
    <message>
        <source>The body is one JSON array, record by record. Legal; a client that parses each line or chunk fails with “Unexpected end of JSON input”.</source>
        <translation>正文是一个逐条写出的 JSON 数组。合法；但逐行或逐块解析的客户端会报错“Unexpected end of JSON input”。</translation>
    </message>
    <message>
        <source>Records are written over several lines. A client that parses each line fails with “Unexpected end of JSON input”.</source>
        <translation>一条记录写成了多行。逐行解析的客户端会报错“Unexpected end of JSON input”。</translation>
    </message>
    <message>
        <source>a line outside the event format</source>
        <translation>不符合事件格式的行</translation>
    </message>
    <message>
        <source>the head declares the wrong charset</source>
        <translation>响应头声明的字符集有误</translation>
    </message>
    <message>
        <source>The head declares {declared}, but the body is UTF-8 from end to end: {sample}… A client that believes the head shows {shown}… instead.</source>
        <translation>响应头声明 {declared}，但正文从头到尾都是 UTF-8：{sample}… 相信响应头的客户端会显示成 {shown}…。</translation>
    </message>
    <message>
        <source>Declare charset=utf-8 in the server. To read it here, choose UTF-8 as the encoding; in a client, set it by hand (Python requests: response.encoding = &apos;utf-8&apos;).</source>
        <translation>在服务端声明 charset=utf-8。要在这里读取，请把编码选为 UTF-8；在客户端则手工设定（Python requests：response.encoding = &apos;utf-8&apos;）。</translation>
    </message>
    <message>
        <source>{text} has no “data:” before it. A conforming client drops it without a word.</source>
        <translation>{text} 前面没有“data:”。符合标准的客户端会不声不响地丢弃它。</translation>
    </message>
    <message>
        <source>Send errors as events as well: data: {{…}} and a blank line.</source>
        <translation>错误也要作为事件发送：data: {{…}} 加一个空行。</translation>
    </message>
    <message>
        <source>two JSON texts on one line</source>
        <translation>一行里有两段 JSON</translation>
    </message>
    <message>
        <source>The line end between two objects is missing (%n×). A line reader fails with “Unexpected non-whitespace character after JSON”, and what the second object says is lost.</source>
        <translation>两个对象之间缺少行尾（%n 处）。按行读取会报错“Unexpected non-whitespace character after JSON”，第二个对象的内容就丢了。</translation>
    </message>
    <message>
        <source>Write a line end before or after every object, errors included.</source>
        <translation>每个对象之前或之后都写一个行尾，错误对象也不例外。</translation>
    </message>
    <message>
        <source>no blank line after the last event</source>
        <translation>最后一个事件后面没有空行</translation>
    </message>
    <message>
        <source>The standard discards an event that no blank line ends; most SDKs do so too.</source>
        <translation>按标准，没有以空行结束的事件会被丢弃；多数 SDK 也是如此。</translation>
    </message>
    <message>
        <source>End every event, the last one too, with a blank line.</source>
        <translation>每个事件都以空行结束，最后一个也不例外。</translation>
    </message>
    <message>
        <source>Check the URL (is /v1 missing?), the login and the proxy in between. In the client, look at status and Content-Type before reading.</source>
        <translation>检查 URL（是否缺了 /v1？）、登录状态和途中的代理。客户端应在读取之前先看状态码与 Content-Type。</translation>
    </message>
    <message>
        <source>Content-Type does not fit the body</source>
        <translation>Content-Type 与正文不符</translation>
    </message>
    <message>
        <source>The body is {framing}, the head says {declared}. Strict clients refuse it.</source>
        <translation>正文是 {framing}，响应头却写着 {declared}。严格的客户端会拒绝。</translation>
    </message>
    <message>
        <source>Send text/event-stream for SSE, application/x-ndjson for NDJSON.</source>
        <translation>SSE 用 text/event-stream，NDJSON 用 application/x-ndjson。</translation>
    </message>
    <message>
        <source>keep-alive comments</source>
        <translation>保活注释</translation>
    </message>
    <message>
        <source>%n comment line(s) (“{text}”). Legal; a client that parses every line as JSON fails.</source>
        <translation>有 %n 行注释（“{text}”）。合法；但把每一行都当 JSON 解析的客户端会失败。</translation>
    </message>
    <message>
        <source>Skip lines that begin with a colon.</source>
        <translation>跳过以冒号开头的行。</translation>
    </message>
    <message>
        <source>comments in blocks of their own</source>
        <translation>独立成段的注释</translation>
    </message>
    <message>
        <source>%n comment(s) (“{text}”) followed by a blank line. Legal; but some libraries then hand out an event with empty data, and JSON.parse fails on it.</source>
        <translation>有 %n 条注释（“{text}”）后面跟着空行。合法；但有些库会因此送出数据为空的事件，JSON.parse 在它上面失败。</translation>
    </message>
    <message>
        <source>In the client, skip events whose data is empty. A server may send one line end only.</source>
        <translation>客户端跳过数据为空的事件；服务端则可以只发一个行尾。</translation>
    </message>
    <message>
        <source>line ends other than LF</source>
        <translation>行尾不是 LF</translation>
    </message>
    <message>
        <source>Lines end in {ends}. Legal; a client that splits at two LF sees no event before the end.</source>
        <translation>行尾是 {ends}。合法；但按两个 LF 切分的客户端在流结束之前看不到任何事件。</translation>
    </message>
    <message>
        <source>Split at CR, LF and CRLF alike, or use an SSE library.</source>
        <translation>CR、LF、CRLF 都要能切分，或者使用 SSE 库。</translation>
    </message>
    <message>
        <source>That is how {dialect} works. A client that appends shows the beginning over and over.</source>
        <translation>{dialect} 就是这样工作的。采用追加方式的客户端会把开头显示一遍又一遍。</translation>
    </message>
    <message>
        <source>Replace the text shown, do not append to it.</source>
        <translation>用新文字替换已显示的文字，不要追加。</translation>
    </message>
    <message>
        <source>{conflict_words} Clients and proxies disagree on where such a message ends.</source>
        <translation>{conflict_words}这样的消息在哪里结束，各客户端与代理的理解并不一致。</translation>
    </message>
    <message>
        <source>no charset in Content-Type</source>
        <translation>Content-Type 未声明 charset</translation>
    </message>
    <message>
        <source>Legal for SSE ({content_type}); Python requests would read latin-1 and garble it.</source>
        <translation>SSE 允许（{content_type}）；但 Python requests 会按 latin-1 读取而乱码。</translation>
    </message>
    <message>
        <source>Add ; charset=utf-8, or set response.encoding = &apos;utf-8&apos; in the client.</source>
        <translation>写明 charset=utf-8，或在客户端设置 response.encoding = &apos;utf-8&apos;。</translation>
    </message>
    <message>
        <source>an error inside a successful response</source>
        <translation>成功的响应里藏着错误</translation>
    </message>
    <message>
        <source>The stream reports a failure: {message}. A client that only looks for text shows nothing.</source>
        <translation>流里报告了失败：{message}。只找文字的客户端什么也不会显示。</translation>
    </message>
    <message>
        <source>Look for an error object in every frame and show it.</source>
        <translation>在每一帧里检查错误对象，并显示出来。</translation>
    </message>
    <message>
        <source>the end marker is missing</source>
        <translation>缺少结束标记</translation>
    </message>
    <message>
        <source>The transfer ended properly, but {dialect} did not say that the reply is over. Finish reason: {finish_or_none}.</source>
        <translation>传输正常结束，但 {dialect} 没有说明回复已完成。结束原因：{finish_or_none}。</translation>
    </message>
    <message>
        <source>With no finish reason either, treat the reply as cut short and look at the gateway.</source>
        <translation>若连结束原因也没有，就应把回复视为被截断，并检查网关。</translation>
    </message>
    <message>
        <source>stopped by a limit</source>
        <translation>因达到上限而停止</translation>
    </message>
    <message>
        <source>The model stopped with “{finish}”; the stream is not broken.</source>
        <translation>模型以“{finish}”停止；流本身没有问题。</translation>
    </message>
    <message>
        <source>held back, then all at once</source>
        <translation>先憋住，再一次全到</translation>
    </message>
    <message>
        <source>{frames} events came in {chunk_count} chunks within {spread_ms} ms, after {wait_ms} ms of silence. Consistent with a buffer on the way.</source>
        <translation>静默 {wait_ms} 毫秒之后，{frames} 个事件在 {spread_ms} 毫秒内分 {chunk_count} 块到达。符合途中有缓冲的情形。</translation>
    </message>
    <message>
        <source>held back by compression</source>
        <translation>被压缩憋住</translation>
    </message>
    <message>
        <source>Do not compress event streams, or flush after every event. Repeat with identity to prove it.</source>
        <translation>不要压缩事件流，或在每个事件之后刷新。用 identity 重发一次即可证明。</translation>
    </message>
    <message>
        <source>cut off after {seconds} s of silence</source>
        <translation>静默 {seconds} 秒后被切断</translation>
    </message>
    <message>
        <source>The last silence lasted {seconds} s, the idle limit of common proxies. Once is no proof.</source>
        <translation>最后一段静默持续了 {seconds} 秒，正是常见代理的空闲上限。仅一次不足为证。</translation>
    </message>
    <message>
        <source>Send a comment line every 10 to 15 s, or raise the proxy&apos;s timeout.</source>
        <translation>每 10 到 15 秒发一行注释，或调大代理的超时。</translation>
    </message>
    <message>
        <source>the transfer was cut short</source>
        <translation>传输被截断</translation>
    </message>
    <message>
        <source>The connection ended ({how}) before the message did, after {body_bytes} bytes of body.</source>
        <translation>收到 {body_bytes} 字节正文后，消息还没完，连接就结束了（{how}）。</translation>
    </message>
    <message>
        <source>Look at the server&apos;s log and the proxy&apos;s timeouts; keep the partial text and say so.</source>
        <translation>查看服务端日志和代理的超时设置；客户端应保留已收到的文字，并说明不完整。</translation>
    </message>
    <message>
        <source>not valid HTTP</source>
        <translation>不是合法的 HTTP</translation>
    </message>
    <message>
        <source>The peer broke the protocol: {detail}.</source>
        <translation>对方违反了协议：{detail}。</translation>
    </message>
    <message>
        <source>Look at what stands between: a proxy that rewrites framing, or another protocol on this port.</source>
        <translation>看看中间隔着什么：改写了分帧的代理，或这个端口上跑的是别的协议。</translation>
    </message>
    <message>
        <source>Check the URL, the Authorization header and the body.</source>
        <translation>检查 URL、Authorization 头和正文。</translation>
    </message>
    <message>
        <source>the text stops before the value is complete</source>
        <translation>值还不完整，文本就结束了</translation>
    </message>
    <message>
        <source>there is no value</source>
        <translation>没有值</translation>
    </message>
    <message>
        <source>something follows the value</source>
        <translation>值的后面还有内容</translation>
    </message>
    <message>
        <source>strings take double quotes, not single ones</source>
        <translation>字符串要用双引号，不能用单引号</translation>
    </message>
    <message>
        <source>NaN and Infinity are not JSON</source>
        <translation>NaN 和 Infinity 不是 JSON</translation>
    </message>
    <message>
        <source>a control character inside a string must be escaped</source>
        <translation>字符串里的控制字符必须转义</translation>
    </message>
    <message>
        <source>this escape does not exist</source>
        <translation>没有这样的转义</translation>
    </message>
    <message>
        <source>a comma with nothing after it</source>
        <translation>逗号后面什么也没有</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>缺少逗号或右括号</translation>
    </message>
    <message>
        <source>a colon must follow the name</source>
        <translation>名称后面必须是冒号</translation>
    </message>
    <message>
        <source>a number is not written like this</source>
        <translation>数字不能这样写</translation>
    </message>
    <message>
        <source>only true, false and null are written without quotes</source>
        <translation>不带引号的只能是 true、false 和 null</translation>
    </message>
    <message>
        <source>an object&apos;s names take double quotes</source>
        <translation>对象的名称要用双引号</translation>
    </message>
    <message>
        <source>JSON has no comments</source>
        <translation>JSON 没有注释</translation>
    </message>
    <message>
        <source>a byte order mark must not begin a JSON text</source>
        <translation>JSON 文本不能以 BOM 开头</translation>
    </message>
    <message>
        <source>this is HTML, not JSON</source>
        <translation>这是 HTML，不是 JSON</translation>
    </message>
    <message>
        <source>no value starts like this</source>
        <translation>没有值会这样开头</translation>
    </message>
    <message>
        <source>The head has both Content-Length and Transfer-Encoding.</source>
        <translation>响应头里同时有 Content-Length 和 Transfer-Encoding。</translation>
    </message>
    <message>
        <source>Bytes follow the end that Content-Length declares.</source>
        <translation>Content-Length 声明的结尾之后还有字节。</translation>
    </message>
    <message>
        <source>a continuation byte without a beginning</source>
        <translation>没有首字节的后续字节</translation>
    </message>
    <message>
        <source>longer than needed</source>
        <translation>过长编码</translation>
    </message>
    <message>
        <source>a surrogate</source>
        <translation>代理码点</translation>
    </message>
    <message>
        <source>above U+10FFFF</source>
        <translation>超出 U+10FFFF</translation>
    </message>
    <message>
        <source>the rest of the character is missing</source>
        <translation>缺少字符的其余部分</translation>
    </message>
    <message>
        <source>never valid</source>
        <translation>任何情况下都不合法</translation>
    </message>
    <message>
        <source>it is not known here</source>
        <translation>不认识这种格式</translation>
    </message>
    <message>
        <source>the bytes are not in this format</source>
        <translation>字节不是这种格式</translation>
    </message>
    <message>
        <source>the end is missing</source>
        <translation>缺少结尾</translation>
    </message>
    <message>
        <source>other bytes follow its end</source>
        <translation>结尾之后还有别的字节</translation>
    </message>
    <message>
        <source>server</source>
        <translation>服务端</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>{character} at {start}–{end} · chunks {border}</source>
        <translation>“{character}”位于 {start}–{end} · 块 {border}</translation>
    </message>
    <message>
        <source>at {start}–{end} · chunk {border}</source>
        <translation>位于 {start}–{end} · 块 {border}</translation>
    </message>
    <message>
        <source>, and %n more, the last at {start}–{end}</source>
        <translation>，另有 %n 处，最后一处位于 {start}–{end}</translation>
    </message>
    <message>
        <source>, and %n more</source>
        <translation>，另有 %n 处</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>FindingsTab</name>
    <message>
        <source>Findings</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Nothing to report: no character, line or record came to harm.</source>
        <translation>没有问题：字符、行和记录都完好无损。</translation>
    </message>
    <message>
        <source>No findings yet. Send a request: what goes wrong in its reply is explained here.</source>
        <translation>还没有诊断。发送请求后，回复里出的问题会在这里说明。</translation>
    </message>
</context>
<context>
    <name>Framing</name>
    <message>
        <source>SSE</source>
        <translation>SSE</translation>
    </message>
    <message>
        <source>NDJSON</source>
        <translation>NDJSON</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>JSON array</source>
        <translation>JSON 数组</translation>
    </message>
    <message>
        <source>prefixed lines</source>
        <translation>带前缀的行</translation>
    </message>
    <message>
        <source>AWS event stream</source>
        <translation>AWS 事件流</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Send what a file says?</source>
        <translation>要按文件里写的发送吗？</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This request stands in the file {file}, which may come from anybody. It would</source>
        <translation>这个请求写在文件 {file} 里，而这个文件可能来自任何人。它会：</translation>
    </message>
    <message>
        <source>be sent to {host}</source>
        <translation>发送到 {host}</translation>
    </message>
    <message>
        <source>upload a file of this computer: “{path}”</source>
        <translation>上传这台电脑上的文件：“{path}”</translation>
    </message>
    <message>
        <source>go through the proxy {proxy}</source>
        <translation>经过代理 {proxy}</translation>
    </message>
    <message>
        <source>not verify who answers (TLS verification is off)</source>
        <translation>不核实应答方的身份（TLS 校验已关闭）</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.</source>
        <translation>没有显示器：DISPLAY 和 WAYLAND_DISPLAY 都没有设置。</translation>
    </message>
    <message>
        <source>Qt needs the system library {name}, which is missing; install it: {command}</source>
        <translation>Qt 需要系统库 {name}，但没有找到；请安装：{command}</translation>
    </message>
    <message>
        <source>Qt needs system libraries that are missing ({names}); install them: {command}</source>
        <translation>缺少 Qt 需要的系统库（{names}）；请安装：{command}</translation>
    </message>
    <message>
        <source>PySide6 (Qt) is not installed; install it with: {command}</source>
        <translation>未安装 PySide6（Qt）；安装命令：{command}</translation>
    </message>
    <message>
        <source>Qt has no platform plugin {name}.</source>
        <translation>Qt 没有平台插件 {name}。</translation>
    </message>
    <message>
        <source>Qt cannot load: {reason}</source>
        <translation>Qt 无法加载：{reason}</translation>
    </message>
    <message>
        <source>The display {name} accepts the connection but does not answer.</source>
        <translation>显示器 {name} 接受了连接，却没有应答。</translation>
    </message>
    <message>
        <source>The display {name} cannot be reached, or it refuses this user.</source>
        <translation>无法连接显示器 {name}，或它拒绝了当前用户。</translation>
    </message>
    <message>
        <source>The Wayland display {name} cannot be reached.</source>
        <translation>无法连接 Wayland 显示器 {name}。</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>The guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>页面内容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>Handler</name>
    <message>
        <source>onChunkReceived is never called: the request lacks enableChunked: true.</source>
        <translation>onChunkReceived 从未被调用：请求里没有 enableChunked: true。</translation>
    </message>
    <message>
        <source>On uni-app, uni.request returns a task with onChunkReceived only if success, fail or complete is passed.</source>
        <translation>在 uni-app 上，只有传入 success、fail 或 complete，uni.request 返回的任务才有 onChunkReceived。</translation>
    </message>
    <message>
        <source>This is not JavaScript. Paste the code that reads the stream.</source>
        <translation>这不是 JavaScript。请粘贴读取流的代码。</translation>
    </message>
    <message>
        <source>Line {line} is TypeScript. Take the types out, or paste the compiled JavaScript.</source>
        <translation>第 {line} 行是 TypeScript。请去掉类型，或粘贴编译后的 JavaScript。</translation>
    </message>
    <message>
        <source>Line {line} holds markup (JSX). Paste the function that reads the stream, without the markup.</source>
        <translation>第 {line} 行含有标记语法（JSX）。请只粘贴读取流的函数，不带标记。</translation>
    </message>
    <message>
        <source>There is no code. Paste the code that reads the stream.</source>
        <translation>没有代码。请粘贴读取流的代码。</translation>
    </message>
    <message>
        <source>It uses {names}, which does not exist here: the sandbox knows HTTP requests only.</source>
        <translation>它用到了这里没有的 {names}：沙箱只认得 HTTP 请求。</translation>
    </message>
    <message>
        <source>It waits for nothing: no onChunkReceived, no body that is read, no onmessage. Paste the function that asks for the stream, or the one that takes a chunk.</source>
        <translation>它什么也不等：没有 onChunkReceived，没有读取响应体，也没有 onmessage。请粘贴请求流的函数，或处理分块的函数。</translation>
    </message>
    <message>
        <source>Pasted code runs in a process of its own, and none could be started here ({reason}). It was not run.</source>
        <translation>粘贴的代码只在独立进程中运行，而这里无法启动该进程（{reason}）。代码没有运行。</translation>
    </message>
    <message>
        <source>The code is longer than {size:,} characters. Paste the part that reads the stream.</source>
        <translation>代码超过 {size:,} 个字符。请只粘贴读取流的部分。</translation>
    </message>
    <message>
        <source>… and %n more line(s)</source>
        <translation>……还有 %n 行</translation>
    </message>
    <message>
        <source>It assigned and wrote more than {size:,} characters in all: it was stopped here.</source>
        <translation>它赋值和输出的内容总计超过 {size:,} 个字符：已在此停止。</translation>
    </message>
    <message>
        <source>It assigned more than {count:,} values in all: it was stopped here.</source>
        <translation>它赋值总计超过 {count:,} 次：已在此停止。</translation>
    </message>
    <message>
        <source>It was ended from outside.</source>
        <translation>它被从外部终止。</translation>
    </message>
    <message>
        <source>The engine broke down (signal {number}): it was stopped here.</source>
        <translation>引擎崩溃（信号 {number}）：已在此停止。</translation>
    </message>
    <message>
        <source>Its process said what cannot be understood: it was stopped here.</source>
        <translation>沙箱进程返回了无法理解的内容：已在此停止。</translation>
    </message>
    <message>
        <source>interrupted: it ran longer than {seconds} s</source>
        <translation>已中断：运行超过 {seconds} 秒</translation>
    </message>
</context>
<context>
    <name>HandlerDialog</name>
    <message>
        <source>There is no reply yet: send a request or open a recording, and it runs over what came.</source>
        <translation>还没有回复：发送请求或打开录制后，会用收到的内容来运行。</translation>
    </message>
    <message>
        <source>Ran over %n chunk(s)</source>
        <translation>已在 %n 块上运行</translation>
    </message>
    <message>
        <source>%n value(s) assigned</source>
        <translation>赋值 %n 次</translation>
    </message>
    <message>
        <source>%n error(s)</source>
        <translation>%n 个错误</translation>
    </message>
    <message>
        <source>… and %n more</source>
        <translation>… 另有 %n 个</translation>
    </message>
    <message>
        <source>Line {line}: {said}</source>
        <translation>第 {line} 行：{said}</translation>
    </message>
    <message>
        <source>Chunk {chunk} · {said}</source>
        <translation>块 {chunk} · {said}</translation>
    </message>
    <message>
        <source>%n chunks, the first is {chunk} · {said}</source>
        <translation>%n 块出错，首次在块 {chunk} · {said}</translation>
    </message>
    <message>
        <source>There is no code. Paste the code that reads the stream, or choose an example.</source>
        <translation>没有代码。请粘贴读取流的代码，或选一个示例。</translation>
    </message>
    <message>
        <source>Your own handler</source>
        <translation>自己的处理函数</translation>
    </message>
    <message>
        <source>Paste the JavaScript that reads the stream, a whole page or just the handler: uni.request, wx.request, Taro, fetch, EventSource, XMLHttpRequest, axios. It runs in a sandbox, without network and files.</source>
        <translation>粘贴读取流的 JavaScript，整个页面或只是处理函数都可以：uni.request、wx.request、Taro、fetch、EventSource、XMLHttpRequest、axios。它在沙箱中运行，不能访问网络和文件。</translation>
    </message>
    <message>
        <source>Code of the handler</source>
        <translation>处理函数的代码</translation>
    </message>
    <message>
        <source>Errors of the handler</source>
        <translation>处理函数的错误</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs the handler over the recording, as one more client (Ctrl+Enter)</source>
        <translation>把它当作又一种客户端，在这份录制上运行 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The mini-program snippet as published</source>
        <translation>网上流传的小程序代码片段</translation>
    </message>
    <message>
        <source>A fetch reader that decodes each chunk by itself</source>
        <translation>逐块单独解码的 fetch 读取代码</translation>
    </message>
    <message>
        <source>A corrected handler for this reply</source>
        <translation>针对这份回复的修正版处理函数</translation>
    </message>
</context>
<context>
    <name>Handlers</name>
    <message>
        <source>The request is in the editor.</source>
        <translation>请求已填入编辑器。</translation>
    </message>
    <message>
        <source>Without a value: {names}.</source>
        <translation>缺少取值：{names}。</translation>
    </message>
    <message>
        <source>A corrected handler is made for a reply: send a request or open a recording first.</source>
        <translation>修正版处理函数是针对回复生成的：请先发送请求或打开录制。</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Chunk</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>正确解码</translation>
    </message>
    <message>
        <source>As a per-chunk client shows it</source>
        <translation>逐块解码的客户端所见</translation>
    </message>
    <message>
        <source>Per chunk</source>
        <translation>逐块</translation>
    </message>
    <message>
        <source>Each chunk decoded by itself: a cut character becomes replacement characters.</source>
        <translation>每块单独解码：被切断的字符变成替换字符。</translation>
    </message>
    <message>
        <source>One decoder over the whole stream: a cut character stands in both chunks.</source>
        <translation>整条流用一个解码器：被切断的字符在前后两块里都显示。</translation>
    </message>
</context>
<context>
    <name>HeadersEditor</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Request headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Paste lines of the form “Name: value” to add them.</source>
        <translation>粘贴“名称: 值”形式的行即可添加。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a header</source>
        <translation>添加请求头</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove the selected headers</source>
        <translation>删除选中的请求头</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Explain a recording: verdict, findings, numbers, reply. FILE may also be a list of chunks in base64 or hex, or a bare body; - reads standard input.</source>
        <translation>解读一份录制：结论、诊断、数字、回复。FILE 也可以是一列 base64 或十六进制的分块，或者只是一段正文；- 表示读标准输入。</translation>
    </message>
    <message>
        <source>Read the text in this encoding (gb18030, big5, …), whatever the head says.</source>
        <translation>按此编码（gb18030、big5 等）读取文本，不管响应头怎么说。</translation>
    </message>
    <message>
        <source>Read the body as sse, ndjson, json, json-array, line-prefixed, aws-eventstream or text, whatever its type.</source>
        <translation>按 sse、ndjson、json、json-array、line-prefixed、aws-eventstream 或 text 读取正文，不管它的类型。</translation>
    </message>
    <message>
        <source>Read the reply in this dialect (openai-chat, chatgpt-web, …).</source>
        <translation>按此接口格式（openai-chat、chatgpt-web 等）读取回复。</translation>
    </message>
    <message>
        <source>Shows who broke a streamed reply: the bytes, the borders, the cause. Without a command the window opens; a file in place of a command is opened in it.</source>
        <translation>查清是谁弄坏了流式回复：字节、边界、原因。不带命令时打开窗口；命令的位置写文件名，则在窗口里打开它。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>the command line or a file makes no sense</source>
        <translation>命令行或文件有误</translation>
    </message>
    <message>
        <source>the transport failed: no connection, or the reply broke off</source>
        <translation>传输失败：连接不上，或回复中途断开</translation>
    </message>
    <message>
        <source>interrupted; what had arrived is kept</source>
        <translation>被中断；已收到的内容都保留</translation>
    </message>
    <message>
        <source>told to end by SIGTERM (129: by SIGHUP); what had arrived is kept</source>
        <translation>被 SIGTERM 要求结束（129：被 SIGHUP）；已到达的内容会保留</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>用法：</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Exit codes</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Show this text.</source>
        <translation>显示本说明。</translation>
    </message>
    <message>
        <source>The language; the system&apos;s by default.</source>
        <translation>语言；默认跟随系统。</translation>
    </message>
    <message>
        <source>Print the result as JSON.</source>
        <translation>以 JSON 输出结果。</translation>
    </message>
    <message>
        <source>See a character broken by a chunk border: the window opens with the lab running and a request ready to send. Without a screen the same run is printed here, and a picture of the window is left.</source>
        <translation>看一个字符如何被分块边界切断：打开窗口，实验服务器已在运行，请求已备好，只等发送。没有屏幕时，同样的过程打印在终端里，并留下一张窗口截图。</translation>
    </message>
    <message>
        <source>Play it in the terminal, even with a screen.</source>
        <translation>即使有屏幕，也在终端里演示。</translation>
    </message>
    <message>
        <source>Only save a picture of the window; needs no screen.</source>
        <translation>只保存窗口截图；不需要屏幕。</translation>
    </message>
    <message>
        <source>What the picture has in front.</source>
        <translation>截图里显示哪一页。</translation>
    </message>
    <message>
        <source>The colours of the picture.</source>
        <translation>截图的配色。</translation>
    </message>
    <message>
        <source>The size of the picture.</source>
        <translation>截图的尺寸。</translation>
    </message>
    <message>
        <source>Check this machine: Python, Qt, system libraries, a Chinese font, the display. What is missing is named, with the command that installs it.</source>
        <translation>检查本机：Python、Qt、系统库、中文字体、显示器。缺少的会列出名称，并给出安装命令。</translation>
    </message>
    <message>
        <source>Only the system packages that the whole test suite needs, and the one command that installs what is missing.</source>
        <translation>只列出完整测试所需的系统软件包，并给出一条安装所缺软件包的命令。</translation>
    </message>
    <message>
        <source>Show which clients read a recording as a correct one does, under which cuts, and the smallest cut that breaks each. All clients and many cuts, unless told otherwise; with --json each run, of the recorded chunks. - reads standard input.</source>
        <translation>显示在各种切法下，哪些客户端与正确的客户端读得一样，以及使各个客户端出错的最小切法。默认试全部客户端和多种切法；加 --json 则列出在录制时的分块上的每次运行。- 表示读标准输入。</translation>
    </message>
    <message>
        <source>How to slice: recorded, reads (as the socket was read), merged, bytes, every (each border by itself), inside-characters, inside-crlf, fixed:N, wechat:1024|1380|1460|4096, random:SEED, at:A,B, 1|2, line; several times, too.</source>
        <translation>如何切分：recorded, reads（按套接字读取）, merged, bytes, every（逐个边界）, inside-characters, inside-crlf, fixed:N, wechat:1024|1380|1460|4096, random:SEED, at:A,B, 1|2, line；可多次给出。</translation>
    </message>
    <message>
        <source>Keep the recording in this file. One that is there is replaced when something arrives, not before.</source>
        <translation>把录制保存到此文件。原有的文件要等收到内容时才会被取代。</translation>
    </message>
    <message>
        <source>A client; may be given several times.</source>
        <translation>一种客户端；可多次给出。</translation>
    </message>
    <message>
        <source>a check failed, something needed is missing, or the result could not be written</source>
        <translation>检查未通过、缺少必需的东西，或结果无法写出</translation>
    </message>
    <message>
        <source>A file of JavaScript: run this code, in a sandbox, instead.</source>
        <translation>一个 JavaScript 文件：改为在沙箱中运行这段代码。</translation>
    </message>
    <message>
        <source>Whether the handler&apos;s device has a TextDecoder; phones have none.</source>
        <translation>运行这段代码的设备是否有 TextDecoder；手机上没有。</translation>
    </message>
    <message>
        <source>Run the lab: a server that plays streamed replies the ways they break. Ctrl+C stops it. It listens on this machine only, unless --host says otherwise.</source>
        <translation>运行实验服务器：按各种出错的方式播放流式回复。按 Ctrl+C 停止。除非用 --host 另行指定，只在本机监听。</translation>
    </message>
    <message>
        <source>The address to listen on.</source>
        <translation>监听地址。</translation>
    </message>
    <message>
        <source>The port; a free one by default.</source>
        <translation>端口；默认取一个空闲端口。</translation>
    </message>
    <message>
        <source>List the scenarios and end.</source>
        <translation>列出所有场景后结束。</translation>
    </message>
    <message>
        <source>Tell what a garbled text was: which two encodings met, whether it comes back, and what is lost. - reads standard input.</source>
        <translation>查明一段乱码原本是什么：是哪两种编码相撞，能否复原，丢了什么。- 表示读标准输入。</translation>
    </message>
    <message>
        <source>A recording: say where the text stands in it.</source>
        <translation>一份录制：指出这段文字在其中的位置。</translation>
    </message>
    <message>
        <source>Send a request and explain its streamed reply. On a terminal the reply grows while it arrives. The exit code speaks of the transport, not of the HTTP status.</source>
        <translation>发送请求并解读它的流式回复。在终端里，回复边到边显示。退出码反映传输情况，而不是 HTTP 状态码。</translation>
    </message>
    <message>
        <source>Begin with a ready request.</source>
        <translation>从预设请求开始。</translation>
    </message>
    <message>
        <source>The method; GET, or POST where there is a body.</source>
        <translation>请求方法；默认 GET，有正文时为 POST。</translation>
    </message>
    <message>
        <source>A header; may be repeated.</source>
        <translation>请求头；可重复。</translation>
    </message>
    <message>
        <source>The body, or the file that holds it (@- is stdin).</source>
        <translation>正文，或存放正文的文件（@- 为标准输入）。</translation>
    </message>
    <message>
        <source>The same, sent as application/json.</source>
        <translation>同上，以 application/json 发送。</translation>
    </message>
    <message>
        <source>Seconds to wait for the connection.</source>
        <translation>等待连接的秒数。</translation>
    </message>
    <message>
        <source>The longest silence allowed, in seconds.</source>
        <translation>允许的最长静默，单位秒。</translation>
    </message>
    <message>
        <source>Do not verify the TLS certificate.</source>
        <translation>不校验 TLS 证书。</translation>
    </message>
    <message>
        <source>Send through this proxy.</source>
        <translation>经由此代理发送。</translation>
    </message>
    <message>
        <source>Offer HTTP/2.</source>
        <translation>允许 HTTP/2。</translation>
    </message>
    <message>
        <source>Follow redirects.</source>
        <translation>跟随重定向。</translation>
    </message>
    <message>
        <source>Stop after so many seconds (exit code 3).</source>
        <translation>到指定秒数后停止（退出码 3）。</translation>
    </message>
    <message>
        <source>Open a recording in the window.</source>
        <translation>在窗口里打开录制。</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>The browser&apos;s cookies are not known here: where they matter, add a Cookie header.</source>
        <translation>这里不知道浏览器的 cookie：若有需要，请添加 Cookie 头。</translation>
    </message>
    <message>
        <source>The option “{name}” was not taken over.</source>
        <translation>选项“{name}”未导入。</translation>
    </message>
    <message>
        <source>The code passes no address: enter one.</source>
        <translation>代码没有给出地址：请自行填写。</translation>
    </message>
    <message>
        <source>The address {url} is relative: put the server before it.</source>
        <translation>地址 {url} 是相对的：请在前面补上服务器。</translation>
    </message>
    <message>
        <source>The option --{name} was not taken over.</source>
        <translation>选项 --{name} 未导入。</translation>
    </message>
    <message>
        <source>Of several addresses only the first was taken: {url} was not.</source>
        <translation>有多个地址，只取了第一个：{url} 未导入。</translation>
    </message>
    <message>
        <source>The cookies are in the file {file}, which was not read.</source>
        <translation>cookie 在文件 {file} 里，没有读取。</translation>
    </message>
    <message>
        <source>The body is in the file {file}, which was not read: choose it in the editor.</source>
        <translation>正文在文件 {file} 里，没有读取：请在编辑器里选择该文件。</translation>
    </message>
</context>
<context>
    <name>JsonModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>deeper than {levels} levels: not shown</source>
        <translation>超过 {levels} 层：不显示</translation>
    </message>
    <message>
        <source>more follow: press Enter to read them</source>
        <translation>后面还有：按 Enter 继续读取</translation>
    </message>
    <message>
        <source>no JSON from here on: {text}</source>
        <translation>从这里起不是 JSON：{text}</translation>
    </message>
    <message>
        <source>the text ends</source>
        <translation>文本到此结束</translation>
    </message>
    <message>
        <source>{count}, breaks off</source>
        <translation>{count}，中途断开</translation>
    </message>
</context>
<context>
    <name>JsonTab</name>
    <message>
        <source>This event is too large to be shown as a tree.</source>
        <translation>这个事件太大，无法显示成树。</translation>
    </message>
    <message>
        <source>No JSON here. Select an event, a record or some bytes of one to see its data as a tree.</source>
        <translation>这里没有 JSON。选中一个事件、一条记录或其中的字节，就能以树的形式查看数据。</translation>
    </message>
    <message>
        <source>JSON of the selected event</source>
        <translation>所选事件的 JSON</translation>
    </message>
    <message>
        <source>Not JSON at line {line}, column {column} (byte {offset}): {reason}</source>
        <translation>第 {line} 行第 {column} 列（字节 {offset}）不是 JSON：{reason}</translation>
    </message>
</context>
<context>
    <name>Lab</name>
    <message>
        <source>Port {port} is in use by another program: choose another, or 0 for a free one.</source>
        <translation>端口 {port} 已被别的程序占用：换一个，或用 0 取空闲端口。</translation>
    </message>
    <message>
        <source>Port {port} needs more rights: choose one above 1023, or 0 for a free one.</source>
        <translation>端口 {port} 需要更高权限：请选大于 1023 的端口，或用 0 取空闲端口。</translation>
    </message>
    <message>
        <source>This machine has no address {host}: use 127.0.0.1, or 0.0.0.0 for all of them.</source>
        <translation>本机没有地址 {host}：请用 127.0.0.1，或用 0.0.0.0 监听所有地址。</translation>
    </message>
    <message>
        <source>{port} is no port: use a number from 1 to 65535, or 0 for a free one.</source>
        <translation>{port} 不是端口：请用 1 到 65535 的数字，或用 0 取空闲端口。</translation>
    </message>
    <message>
        <source>The lab cannot listen at {host}, port {port}: {detail}</source>
        <translation>实验服务器无法在 {host} 的端口 {port} 监听：{detail}</translation>
    </message>
</context>
<context>
    <name>Lookup</name>
    <message>
        <source>JSON escapes (\u4f60)</source>
        <translation>JSON 转义（\u4f60）</translation>
    </message>
    <message>
        <source>escaped bytes (\xe4)</source>
        <translation>转义的字节（\xe4）</translation>
    </message>
    <message>
        <source>HTML entities (&amp;#20320;)</source>
        <translation>HTML 实体（&amp;#20320;）</translation>
    </message>
    <message>
        <source>percent-encoding (%E4)</source>
        <translation>百分号编码（%E4）</translation>
    </message>
    <message>
        <source>quoted-printable (=E4)</source>
        <translation>quoted-printable（=E4）</translation>
    </message>
    <message>
        <source>There is no text.</source>
        <translation>没有文字。</translation>
    </message>
    <message>
        <source>Nothing is wrong with this text.</source>
        <translation>这段文字没有问题。</translation>
    </message>
    <message>
        <source>Nothing is wrong with this text: it is only written in escapes.</source>
        <translation>这段文字没有问题：只是写成了转义。</translation>
    </message>
    <message>
        <source>What was here is lost: no decoder brings it back from this text.</source>
        <translation>这里原来的内容已经丢失：任何解码器都无法从这段文字复原。</translation>
    </message>
    <message>
        <source>It does not read like a text, and no pair of encodings known here explains it.</source>
        <translation>它不像一段文字，也没有已知的编码组合能解释它。</translation>
    </message>
    <message>
        <source>comes back whole</source>
        <translation>可全部复原</translation>
    </message>
    <message>
        <source>comes back in part</source>
        <translation>可部分复原</translation>
    </message>
    <message>
        <source>cannot be recovered</source>
        <translation>无法复原</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>A decoder put � where bytes were no characters.</source>
        <translation>解码器在不成字符的字节处放了 �</translation>
    </message>
    <message>
        <source>An encoder put ? where it had no character.</source>
        <translation>编码器在没有对应字符处放了 ?</translation>
    </message>
    <message>
        <source>This is memory that nothing was written to.</source>
        <translation>从未写入过的内存</translation>
    </message>
    <message>
        <source>Half characters: an emoji was cut in two.</source>
        <translation>半个字符：表情被切成了两半</translation>
    </message>
    <message>
        <source>Read backwards, every byte fits UTF-8: %n character(s) came out whole. That is hardly ever chance.</source>
        <translation>反推回去，每个字节都符合 UTF-8：完整还原出 %n 个字符。这几乎不可能是巧合。</translation>
    </message>
    <message>
        <source>It reads better: by its characters and scripts {after} of 100 points, the pasted text has {before}.</source>
        <translation>读起来更通顺：按用字和文字种类评分，它得 {after} 分，粘贴的文字得 {before} 分（满分 100）。</translation>
    </message>
    <message>
        <source>It may have been windows-1252 as well: no byte from 80 to 9F is there that would tell them apart.</source>
        <translation>也可能是 windows-1252：没有 80 到 9F 的字节可以区分两者。</translation>
    </message>
    <message>
        <source>Garbled: %n piece(s) of the text; the rest is as it was.</source>
        <translation>只有 %n 段成了乱码；其余保持原样。</translation>
    </message>
    <message>
        <source>It happened %n times, one after the other.</source>
        <translation>这样的事先后发生了 %n 次。</translation>
    </message>
    <message>
        <source>Put back: %n sign(s) that changed on the way, such as a no-break space that became a space.</source>
        <translation>已还原途中变了样的 %n 个字符，例如变成普通空格的不换行空格。</translation>
    </message>
    <message>
        <source>Lost before: %n character(s). The bytes already held U+FFFD (EF BF BD) when they were read wrongly. Two faults met; look for the first one, where U+FFFD was made.</source>
        <translation>此前就已丢失：%n 个字符。被错误读取时，字节里已经是 U+FFFD（EF BF BD）。两个错误叠加；请去找前一个，即产生 U+FFFD 的那个。</translation>
    </message>
    <message>
        <source>Lost in the wrong reading: %n character(s). Some of their bytes made no character there.</source>
        <translation>在错误读取中丢失：%n 个字符。它们的部分字节在那里不成字符。</translation>
    </message>
    <message>
        <source>The text holds %n U+FFFD. What they replaced is not in this text.</source>
        <translation>文字里有 %n 个 U+FFFD。它们取代的内容不在这段文字里。</translation>
    </message>
    <message>
        <source>Runs, as count × length: {runs}.</source>
        <translation>连续出现的（段数 × 长度）：{runs}。</translation>
    </message>
    <message>
        <source>No Chinese is left between them: consistent with GBK, Big5 or Shift_JIS bytes that were read as UTF-8. Read the recording&apos;s bytes as GBK instead.</source>
        <translation>其间没有留下汉字：符合把 GBK、Big5 或 Shift_JIS 的字节当作 UTF-8 读取的情形。请改用 GBK 读取录制的字节。</translation>
    </message>
    <message>
        <source>Each stands alone: a byte that is no UTF-8, a U+FFFD that was sent as such, the last character of a text that was cut, or a decoder that was made anew for each chunk.</source>
        <translation>每个都单独出现：可能是不合 UTF-8 的字节、原样发来的 U+FFFD，或被截断的文字的最后一个字符。</translation>
    </message>
    <message>
        <source>As many � as a character has bytes: it was cut after its first byte, or the decoder writes one � per byte, as the npm package “buffer” does. More cuts would tell.</source>
        <translation>字符有几个字节就有几个 �：一个字节一个，npm 包“buffer”逐块解码时就是这样写的。</translation>
    </message>
    <message>
        <source>as it was pasted: the stream itself carries it so</source>
        <translation>与粘贴的一样：流本身就是这样的</translation>
    </message>
    <message>
        <source>Runs of two occur: one � per maximal subpart, as TextDecoder and Node write them when each chunk is decoded by itself.</source>
        <translation>有两个连在一起的：每个最大子序列一个 �，TextDecoder 和 Node 逐块解码时就是这样写的。</translation>
    </message>
    <message>
        <source>As many � as the character has bytes: one per byte, as the npm package “buffer” writes them when each chunk is decoded by itself.</source>
        <translation>字符有几个字节就有几个 �：一个字节一个，npm 包“buffer”逐块解码时就是这样写的。</translation>
    </message>
    <message>
        <source>The lengths differ too much to tell the decoder by them.</source>
        <translation>长短不一，无法据此判断是哪种解码器。</translation>
    </message>
    <message>
        <source>Question marks where no question is: %n. Consistent with a server that encoded the text as ISO-8859-1 (Spring&apos;s default for strings) or ASCII. Each is the byte 3F; nothing of the character is left.</source>
        <translation>不该有问号的地方有问号：%n 个。符合服务端按 ISO-8859-1（Spring 字符串的默认值）或 ASCII 编码的情形。每个问号就是字节 3F；原来的字符什么也没留下。</translation>
    </message>
    <message>
        <source>Halves of UTF-16 pairs without the other half: {high} first ones, {low} second ones. A text was cut by its length in UTF-16 units. The other half may stand in the next piece of the stream.</source>
        <translation>UTF-16 代理对缺了另一半：前一半 {high} 个，后一半 {low} 个。文字是按 UTF-16 单元的长度切开的。另一半也许在流的下一个片段里。</translation>
    </message>
    <message>
        <source>{character}… is the byte {byte} over and over, read as {wrong}: debug builds of Visual C++ fill unused memory with it. No text was there. If somebody wrote it on purpose, nothing is wrong.</source>
        <translation>{character}… 是按 {wrong} 读出的一连串字节 {byte}：Visual C++ 的调试版用它填充未使用的内存。那里本来就没有文字。若是有人特意这样写的，就没有问题。</translation>
    </message>
    <message>
        <source>as the original: the stream is right, whoever showed it read it wrongly</source>
        <translation>与原文相同：流没有问题，是显示的一方读错了</translation>
    </message>
    <message>
        <source>in JSON escapes</source>
        <translation>以 JSON 转义的形式</translation>
    </message>
    <message>
        <source>character {place}: {known} is known</source>
        <translation>第 {place} 个字符：已知 {known}</translation>
    </message>
    <message>
        <source>character {place}: {known} is known, so perhaps {possible}</source>
        <translation>第 {place} 个字符：已知 {known}，可能是 {possible}</translation>
    </message>
    <message>
        <source>character {place}: lost before</source>
        <translation>第 {place} 个字符：此前就已丢失</translation>
    </message>
    <message>
        <source>character {place}: nothing is known of it</source>
        <translation>第 {place} 个字符：一无所知</translation>
    </message>
    <message>
        <source>Some characters are lost: no decoder brings them back from this text.</source>
        <translation>有些字符已经丢失：任何解码器都无法从这段文字复原。</translation>
    </message>
    <message>
        <source>Characters are lost, but of their bytes some are known.</source>
        <translation>字符已经丢失，但它们的字节还知道一部分。</translation>
    </message>
    <message>
        <source>It was “{original}”.</source>
        <translation>原文是“{original}”。</translation>
    </message>
    <message>
        <source>Written in {wrong}</source>
        <translation>写法：{wrong}</translation>
    </message>
    <message>
        <source>Written in {wrong}, the bytes are {right}</source>
        <translation>写法：{wrong}，其字节是 {right}</translation>
    </message>
    <message>
        <source>{right} read as {wrong}, %n times over</source>
        <translation>{right} 被当成 {wrong} 读取，连续 %n 次</translation>
    </message>
    <message>
        <source>{right} read as {wrong}</source>
        <translation>{right} 被当成 {wrong} 读取</translation>
    </message>
</context>
<context>
    <name>LookupDialog</name>
    <message>
        <source>What was this text?</source>
        <translation>这段文字原本是什么？</translation>
    </message>
    <message>
        <source>Paste garbled text: which two encodings met, and whether it comes back.</source>
        <translation>粘贴乱码：查明是哪两种编码相撞，以及能否复原。</translation>
    </message>
    <message>
        <source>Such as 浣犲ソ, ä½ å¥½, 锟斤拷 or \u00e4\u00bd</source>
        <translation>例如 浣犲ソ、ä½ å¥½、锟斤拷 或 \u00e4\u00bd</translation>
    </message>
    <message>
        <source>Garbled text</source>
        <translation>乱码文字</translation>
    </message>
    <message>
        <source>The answer appears here while you type.</source>
        <translation>边输入边在这里给出答案。</translation>
    </message>
    <message>
        <source>The field shows the first {count} characters of it.</source>
        <translation>输入框里只显示前 {count} 个字符。</translation>
    </message>
    <message>
        <source>It is long: only its beginning was looked at.</source>
        <translation>文字很长：只看了开头部分。</translation>
    </message>
    <message>
        <source>It does not stand in the shown recording.</source>
        <translation>当前的录制里没有这段文字。</translation>
    </message>
    <message>
        <source>There is no recording yet.</source>
        <translation>还没有录制。</translation>
    </message>
    <message>
        <source>{place} of {count} · chunk {chunk} · {what}</source>
        <translation>第 {place} 处，共 {count} 处 · 块 {chunk} · {what}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>There is nothing to save yet. Send a request first.</source>
        <translation>还没有可保存的内容。请先发送请求。</translation>
    </message>
    <message>
        <source>streamlab</source>
        <translation>streamlab</translation>
    </message>
</context>
<context>
    <name>MatrixModel</name>
    <message>
        <source>{words}; it fails in one piece, too</source>
        <translation>{words}；整段到达也读错</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>streamlab {version}

Who broke this character, and how do I prove it?</source>
        <translation>streamlab {version}

是谁弄坏了这个字符？怎么证明？</translation>
    </message>
    <message>
        <source>About streamlab</source>
        <translation>关于 streamlab</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Te&amp;xt pane</source>
        <translation>文本栏(&amp;X)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open recording…</source>
        <translation>打开录制…</translation>
    </message>
    <message>
        <source>Save recording as…</source>
        <translation>录制另存为…</translation>
    </message>
    <message>
        <source>Limits of the history…</source>
        <translation>历史记录的上限…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Copy the reply</source>
        <translation>复制回复</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>复制诊断</translation>
    </message>
    <message>
        <source>Copy the response head</source>
        <translation>复制响应头</translation>
    </message>
    <message>
        <source>What was this text?…</source>
        <translation>这段文字原本是什么？…</translation>
    </message>
    <message>
        <source>Paste a request (cURL, fetch, uni.request)</source>
        <translation>粘贴请求（cURL、fetch、uni.request）</translation>
    </message>
    <message>
        <source>Your own handler…</source>
        <translation>自己的处理函数…</translation>
    </message>
    <message>
        <source>Headers, body and options</source>
        <translation>请求头、正文和选项</translation>
    </message>
    <message>
        <source>Go to the address</source>
        <translation>转到地址栏</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>窗口的下一部分</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Correctly decoded</source>
        <translation>正确解码</translation>
    </message>
    <message>
        <source>As a per-chunk client shows it</source>
        <translation>逐块解码的客户端所见</translation>
    </message>
    <message>
        <source>The guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>OpenFile</name>
    <message>
        <source>The file cannot be read: {reason}.</source>
        <translation>文件无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The file is empty: there is nothing to show.</source>
        <translation>文件是空的，没有可显示的内容。</translation>
    </message>
    <message>
        <source>This is not a recording of streamlab. Open a .slrec file.</source>
        <translation>这不是 streamlab 的录制文件。请打开 .slrec 文件。</translation>
    </message>
    <message>
        <source>A newer streamlab wrote this recording. Update streamlab to read it.</source>
        <translation>这份录制由更新版本的 streamlab 写成。升级 streamlab 后即可读取。</translation>
    </message>
    <message>
        <source>The recording is damaged in line {line}.</source>
        <translation>录制的第 {line} 行已损坏。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>文件无法读取。</translation>
    </message>
</context>
<context>
    <name>OptionsEditor</name>
    <message>
        <source>Connect within</source>
        <translation>连接时限</translation>
    </message>
    <message>
        <source>Send within</source>
        <translation>发送时限</translation>
    </message>
    <message>
        <source>Longest silence</source>
        <translation>最长静默</translation>
    </message>
    <message>
        <source>Wait for a connection</source>
        <translation>等待空闲连接</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Verify the TLS certificate</source>
        <translation>校验 TLS 证书</translation>
    </message>
    <message>
        <source>Allow HTTP/2</source>
        <translation>允许 HTTP/2</translation>
    </message>
    <message>
        <source>Follow redirects</source>
        <translation>跟随重定向</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>none – for example http://127.0.0.1:8080 or socks5://…</source>
        <translation>无 – 例如 http://127.0.0.1:8080 或 socks5://…</translation>
    </message>
    <message>
        <source>The server&apos;s identity is not checked: anyone on the way can read and change this exchange.</source>
        <translation>不校验服务端身份：途中任何人都能读取并改动这次通信。</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>No more than {most} borders can be drawn.</source>
        <translation>最多只能画 {most} 个边界。</translation>
    </message>
    <message>
        <source>Take the border before byte {at} away</source>
        <translation>去掉字节 {at} 之前的边界</translation>
    </message>
    <message>
        <source>Cut here, before byte {at}</source>
        <translation>在此切开，字节 {at} 之前</translation>
    </message>
    <message>
        <source>Take all drawn borders away</source>
        <translation>去掉所有画上的边界</translation>
    </message>
    <message>
        <source>Copied the first {size} MiB of the selection.</source>
        <translation>已复制选区的前 {size} MiB。</translation>
    </message>
    <message>
        <source>Copied %n byte(s).</source>
        <translation>已复制 %n 字节。</translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Copy as base64</source>
        <translation>复制为 base64</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy as Python bytes</source>
        <translation>复制为 Python bytes</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>OpenAI-compatible</source>
        <translation>OpenAI 兼容接口</translation>
    </message>
    <message>
        <source>chatgpt-web (mini-program)</source>
        <translation>chatgpt-web（小程序）</translation>
    </message>
    <message>
        <source>Demo: a cut character</source>
        <translation>演示：被切断的字符</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The recording masks “{name}”. Put the value in the place of {blank}.</source>
        <translation>录制里隐去了“{name}”。请在 {blank} 处填入实际的值。</translation>
    </message>
    <message>
        <source>The proxy cannot be used: {reason}</source>
        <translation>代理不可用：{reason}</translation>
    </message>
    <message>
        <source>Choose a method, for example POST.</source>
        <translation>请选择方法，例如 POST。</translation>
    </message>
    <message>
        <source>“{method}” is not a method: use letters, digits and -, without spaces.</source>
        <translation>“{method}”不是请求方法：只能用字母、数字和 -，不带空格。</translation>
    </message>
    <message>
        <source>CONNECT opens a tunnel and gives no reply to look at. Use another method.</source>
        <translation>CONNECT 只建立隧道，没有可看的回复。请换一个方法。</translation>
    </message>
    <message>
        <source>Enter an address, for example https://example.com/v1/chat/completions.</source>
        <translation>请输入地址，例如 https://example.com/v1/chat/completions。</translation>
    </message>
    <message>
        <source>The address holds a blank or a control character at position {position}. Remove it or write %20.</source>
        <translation>地址的第 {position} 个字符是空格或控制字符。请删掉，或写成 %20。</translation>
    </message>
    <message>
        <source>The address has no scheme. Put http:// or https:// before it.</source>
        <translation>地址缺少协议。请在前面加上 http:// 或 https://。</translation>
    </message>
    <message>
        <source>“{scheme}” cannot be used here. Use one of: {schemes}.</source>
        <translation>这里不能用“{scheme}”。可用的有：{schemes}。</translation>
    </message>
    <message>
        <source>The address names no host. Write it after ://, for example https://example.com.</source>
        <translation>地址里没有主机名。请写在 :// 之后，例如 https://example.com。</translation>
    </message>
    <message>
        <source>The host in the address is not valid. Check its spelling.</source>
        <translation>地址里的主机名无效。请检查拼写。</translation>
    </message>
    <message>
        <source>The port in the address is not valid. It is a number from 1 to 65535.</source>
        <translation>地址里的端口无效。端口是 1 到 65535 的数字。</translation>
    </message>
    <message>
        <source>Header {row} has no name. Give it one or remove the row.</source>
        <translation>第 {row} 个请求头没有名称。请补上，或删掉这一行。</translation>
    </message>
    <message>
        <source>“{name}” is not a header name: use letters, digits and -, without spaces or a colon.</source>
        <translation>“{name}”不是请求头名称：只能用字母、数字和 -，不带空格和冒号。</translation>
    </message>
    <message>
        <source>The value of {name} holds a line break or a NUL character. Remove it.</source>
        <translation>{name} 的值里有换行或 NUL 字符。请删掉。</translation>
    </message>
    <message>
        <source>The value of {name} holds “{character}”, which no header can carry. Percent-encode it.</source>
        <translation>{name} 的值里有“{character}”，请求头无法携带。请做百分号编码。</translation>
    </message>
    <message>
        <source>The value of {name} begins or ends with a blank. Remove it.</source>
        <translation>{name} 的值以空白开头或结尾。请删掉。</translation>
    </message>
    <message>
        <source>{name} is set by hand. It is sent as it stands, even if it does not match the body.</source>
        <translation>{name} 是手工设置的。即使与正文不符，也会原样发送。</translation>
    </message>
    <message>
        <source>{name} still holds the placeholder {placeholder}. Put your own key there.</source>
        <translation>{name} 里还是占位符 {placeholder}。请换成自己的密钥。</translation>
    </message>
    <message>
        <source>The body is not JSON: see line {line}, column {column}. You can send it as it stands.</source>
        <translation>正文不是 JSON：见第 {line} 行第 {column} 列。也可以原样发送。</translation>
    </message>
    <message>
        <source>Choose the file to send as the body.</source>
        <translation>请选择要作为正文发送的文件。</translation>
    </message>
    <message>
        <source>The body file {path} does not exist. Choose another one.</source>
        <translation>正文文件 {path} 不存在。请另选一个。</translation>
    </message>
    <message>
        <source>The body file {path} is not a file that can be sent. Choose another one.</source>
        <translation>正文文件 {path} 不是可以发送的文件。请另选一个。</translation>
    </message>
    <message>
        <source>The body file {path} cannot be read. Check its permissions.</source>
        <translation>正文文件 {path} 无法读取。请检查权限。</translation>
    </message>
    <message>
        <source>The timeout “{phase}” must be more than 0 seconds, or empty for none.</source>
        <translation>超时“{phase}”必须大于 0 秒，留空则不限。</translation>
    </message>
</context>
<context>
    <name>ReadAsButtons</name>
    <message>
        <source>Dialect</source>
        <translation>接口格式</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>分帧方式</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>{part}: {name}, chosen by hand</source>
        <translation>{part}：{name}，手动选择</translation>
    </message>
    <message>
        <source>{part}: {name}, detected</source>
        <translation>{part}：{name}，自动识别</translation>
    </message>
    <message>
        <source>Choose another to read the recording again.</source>
        <translation>另选一项，即可用它重新解读这份录制。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>The last line of the recording is torn and was ignored.</source>
        <translation>录制的最后一行不完整，已忽略。</translation>
    </message>
    <message>
        <source>The recording stops before the end of the run.</source>
        <translation>录制在运行结束之前就中断了。</translation>
    </message>
    <message>
        <source>This is no recording: it was read as one body in a single chunk, without times.</source>
        <translation>这不是录制文件：已当作一整块正文读取，没有时间。</translation>
    </message>
    <message>
        <source>Read as a list of %n chunk(s) in base64.</source>
        <translation>按 %n 个 base64 分块的列表读取。</translation>
    </message>
    <message>
        <source>Read as a list of %n chunk(s) in hex.</source>
        <translation>按 %n 个十六进制分块的列表读取。</translation>
    </message>
    <message>
        <source>The request in the recording is damaged and was left out.</source>
        <translation>录制文件中的请求已损坏，未予采用。</translation>
    </message>
    <message>
        <source>%n line(s) of a later version were ignored.</source>
        <translation>忽略了 %n 行来自更新版本的内容。</translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>always `streamlab.analysis/1`; fields are only ever added</source>
        <translation>总是 `streamlab.analysis/1`；字段只增不减</translation>
    </message>
    <message>
        <source>the head; always there, also where none came</source>
        <translation>响应头；没有收到时也在</translation>
    </message>
    <message>
        <source>as the response says it: `HTTP/1.1`, `HTTP/2`</source>
        <translation>响应自己写的版本：`HTTP/1.1`、`HTTP/2`</translation>
    </message>
    <message>
        <source>the status, also where the rest of the head was refused</source>
        <translation>状态码；响应头其余部分被拒绝时也有</translation>
    </message>
    <message>
        <source>the words after the status; HTTP/2 has none</source>
        <translation>状态码后面的文字；HTTP/2 没有</translation>
    </message>
    <message>
        <source>in the order and case of the wire, duplicates included, as latin-1 text; outer blanks stripped, folded lines joined by one space</source>
        <translation>次序、大小写、重复项都照线路原样，按 latin-1 读成文本；去掉首尾空白，折行并成一个空格</translation>
    </message>
    <message>
        <source>the 1xx responses before the head</source>
        <translation>响应头之前的 1xx 响应</translation>
    </message>
    <message>
        <source>100 to 199</source>
        <translation>100 至 199</translation>
    </message>
    <message>
        <source>its headers</source>
        <translation>它的头部</translation>
    </message>
    <message>
        <source>the fields after the last HTTP chunk</source>
        <translation>最后一个 HTTP 分块之后的字段</translation>
    </message>
    <message>
        <source>how the run ended</source>
        <translation>运行如何结束</translation>
    </message>
    <message>
        <source>null while it goes on</source>
        <translation>还在进行时为 null</translation>
    </message>
    <message>
        <source>when it ended</source>
        <translation>结束的时间</translation>
    </message>
    <message>
        <source>what carried the response; null where it was not recorded</source>
        <translation>承载响应的连接；没有记录时为 null</translation>
    </message>
    <message>
        <source>the version of TLS; empty where there was none</source>
        <translation>TLS 版本；没有用 TLS 则为空</translation>
    </message>
    <message>
        <source>the protocol that both sides agreed on in TLS; empty where there was none</source>
        <translation>双方在 TLS 里商定的协议；没有则为空</translation>
    </message>
    <message>
        <source>what one read is; null where it was not recorded</source>
        <translation>一次读取指什么；没有记录时为 null</translation>
    </message>
    <message>
        <source>the reads from the connection</source>
        <translation>对连接的各次读取</translation>
    </message>
    <message>
        <source>where it ended; head and framing count, and in TLS decrypted bytes do</source>
        <translation>在哪里结束；响应头与分块标记也计入，TLS 下计解密后的字节</translation>
    </message>
    <message>
        <source>the chunks of HTTP/1.1, one for each well-formed size line, the closing 0 included</source>
        <translation>HTTP/1.1 的分块，每个合法的长度行一个，包括收尾的 0</translation>
    </message>
    <message>
        <source>where its data begins</source>
        <translation>数据从哪里开始</translation>
    </message>
    <message>
        <source>where the data that arrived ends</source>
        <translation>已到达的数据到哪里为止</translation>
    </message>
    <message>
        <source>what its size line says; more than `end` less `start` where it was cut short</source>
        <translation>长度行声明的大小；被截断时大于 `end` 减 `start`</translation>
    </message>
    <message>
        <source>the extensions as sent; the value is null where there was no `=`</source>
        <translation>原样的扩展；没有 `=` 时值为 null</translation>
    </message>
    <message>
        <source>what followed the end of the response on its connection; null for nothing</source>
        <translation>响应结束之后同一连接上的字节；没有则为 null</translation>
    </message>
    <message>
        <source>where it begins</source>
        <translation>从哪里开始</translation>
    </message>
    <message>
        <source>where it ends</source>
        <translation>到哪里结束</translation>
    </message>
    <message>
        <source>when its first bytes came</source>
        <translation>最初几个字节到达的时间</translation>
    </message>
    <message>
        <source>its first bytes in hex</source>
        <translation>最初几个字节，十六进制</translation>
    </message>
    <message>
        <source>the DATA frames of HTTP/2, without their padding</source>
        <translation>HTTP/2 的 DATA 帧，不含填充</translation>
    </message>
    <message>
        <source>when it came</source>
        <translation>到达的时间</translation>
    </message>
    <message>
        <source>where its data ends</source>
        <translation>数据到哪里结束</translation>
    </message>
    <message>
        <source>the slices of body that an application is handed; one after the other they are the body, and none crosses the border of an HTTP chunk</source>
        <translation>交给应用的一段段正文；首尾相接就是全部正文，没有一段跨过 HTTP 分块的边界</translation>
    </message>
    <message>
        <source>its number, counted from 0</source>
        <translation>编号，从 0 数起</translation>
    </message>
    <message>
        <source>when it came; null in a log without times</source>
        <translation>到达的时间；日志里没有时间则为 null</translation>
    </message>
    <message>
        <source>where the content begins that it completed; only where there is a content coding</source>
        <translation>它所补全的内容从哪里开始；只在有内容编码时出现</translation>
    </message>
    <message>
        <source>where that content ends</source>
        <translation>这段内容到哪里结束</translation>
    </message>
    <message>
        <source>the body and its coding</source>
        <translation>正文及其编码</translation>
    </message>
    <message>
        <source>its size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>the codings in the order in which they were applied</source>
        <translation>各层内容编码，按施加的次序</translation>
    </message>
    <message>
        <source>the size after decoding</source>
        <translation>解码后的大小</translation>
    </message>
    <message>
        <source>what is wrong with the coded bytes</source>
        <translation>编码后的字节有什么问题</translation>
    </message>
    <message>
        <source>the encoding in which the content was read as text</source>
        <translation>把内容读成文本所用的字符编码</translation>
    </message>
    <message>
        <source>its name in the Encoding Standard</source>
        <translation>在 Encoding 标准里的名字</translation>
    </message>
    <message>
        <source>the charset that the head declares, as it is written there</source>
        <translation>响应头声明的字符集，照原文</translation>
    </message>
    <message>
        <source>the byte order mark with which the content begins</source>
        <translation>内容开头的字节序标记</translation>
    </message>
    <message>
        <source>why this one</source>
        <translation>为什么用它</translation>
    </message>
    <message>
        <source>the encoding that the bytes seem to be in instead</source>
        <translation>这些字节看来其实是什么编码</translation>
    </message>
    <message>
        <source>the whole content as text: one U+FFFD for each ill-formed part, a byte order mark kept as U+FEFF</source>
        <translation>全部内容的文本：每个非法片段一个 U+FFFD，字节序标记保留为 U+FEFF</translation>
    </message>
    <message>
        <source>characters that are not whole in one chunk, or not at all</source>
        <translation>没有完整落在一块里的字符，以及不成字符的字节</translation>
    </message>
    <message>
        <source>characters whose bytes lie in several chunks</source>
        <translation>字节跨块的字符</translation>
    </message>
    <message>
        <source>its first byte</source>
        <translation>第一个字节</translation>
    </message>
    <message>
        <source>after its last byte</source>
        <translation>最后一个字节之后</translation>
    </message>
    <message>
        <source>its code point; null for an ill-formed part</source>
        <translation>码点；非法片段为 null</translation>
    </message>
    <message>
        <source>the chunk of its first byte</source>
        <translation>第一个字节所在的块</translation>
    </message>
    <message>
        <source>the chunk of its last byte</source>
        <translation>最后一个字节所在的块</translation>
    </message>
    <message>
        <source>what a correct decoder shows</source>
        <translation>正确的解码器显示什么</translation>
    </message>
    <message>
        <source>bytes that are no character</source>
        <translation>不成字符的字节</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>how frames are marked off; found, or obeyed where it was chosen</source>
        <translation>分帧方式；自动判断，指定了就照办</translation>
    </message>
    <message>
        <source>the frames: events of SSE, or records</source>
        <translation>各帧：SSE 事件或记录</translation>
    </message>
    <message>
        <source>the first byte of its first field line, or of the record</source>
        <translation>第一个字段行或记录的第一个字节</translation>
    </message>
    <message>
        <source>after its last byte; the line end is not part of it</source>
        <translation>最后一个字节之后；不含行尾</translation>
    </message>
    <message>
        <source>when the chunk came that completed it</source>
        <translation>使它完整的那一块到达的时间</translation>
    </message>
    <message>
        <source>its type; `message` where none was named</source>
        <translation>事件类型；没有写明则为 `message`</translation>
    </message>
    <message>
        <source>the data lines joined by LF, or the record</source>
        <translation>用 LF 连起来的各 data 行，或整条记录</translation>
    </message>
    <message>
        <source>the last event ID in force when it was complete; empty for none</source>
        <translation>它完整时有效的最后事件 ID；没有则为空</translation>
    </message>
    <message>
        <source>its own `retry` field</source>
        <translation>它自己的 `retry` 字段</translation>
    </message>
    <message>
        <source>a reader that keeps to the standard hands it out; false for what only lenient clients see</source>
        <translation>按标准的读者会交出它；只有宽松的客户端才看得到的为 false</translation>
    </message>
    <message>
        <source>its end came: the blank line of an event, the line end of a record</source>
        <translation>它的结尾到了：事件后的空行，记录后的行尾</translation>
    </message>
    <message>
        <source>one span for each data line, after the colon and one space; one for a record</source>
        <translation>每个 data 行一个区间，从冒号和一个空格之后算起；记录只有一个</translation>
    </message>
    <message>
        <source>the comment lines of SSE</source>
        <translation>SSE 的注释行</translation>
    </message>
    <message>
        <source>all that follows the colon, as it is</source>
        <translation>冒号之后的全部文字，原样</translation>
    </message>
    <message>
        <source>the last valid `retry` field</source>
        <translation>最后一个有效的 `retry` 字段</translation>
    </message>
    <message>
        <source>frames that should be JSON and are not; `[DONE]` is none</source>
        <translation>应是 JSON 却不是的帧；`[DONE]` 不算</translation>
    </message>
    <message>
        <source>the frame</source>
        <translation>哪一帧</translation>
    </message>
    <message>
        <source>the last event ID as of the last blank line; empty for none</source>
        <translation>到最后一个空行为止的最后事件 ID；没有则为空</translation>
    </message>
    <message>
        <source>what ended it, where more is known; else empty</source>
        <translation>知道得更多时，写明是什么使它结束；否则为空</translation>
    </message>
    <message>
        <source>the same in words, for people only; they may change</source>
        <translation>同一件事的文字说明，只给人看；措辞可能变化</translation>
    </message>
    <message>
        <source>the first byte that cannot continue a valid text; the end where the text stops early</source>
        <translation>第一个使文本不再合法的字节；文本提前结束时为其末尾</translation>
    </message>
    <message>
        <source>the line of it in the frame&apos;s data, counted from 1</source>
        <translation>它在该帧数据里的第几行，从 1 数起</translation>
    </message>
    <message>
        <source>the character in that line, counted from 1</source>
        <translation>该行第几个字符，从 1 数起</translation>
    </message>
    <message>
        <source>the kind of failure</source>
        <translation>出错的类别</translation>
    </message>
    <message>
        <source>the same in English</source>
        <translation>同一件事的英文说明</translation>
    </message>
    <message>
        <source>lenient readers that take the text all the same; null where it was not tried, since there are very many failures</source>
        <translation>照样接受它的宽松解析器；出错的帧太多而没有试的为 null</translation>
    </message>
    <message>
        <source>what the model said; every field means the same in every dialect</source>
        <translation>模型说了什么；每个字段在各种接口格式里含义相同</translation>
    </message>
    <message>
        <source>how the provider puts a reply into frames: `openai-chat`, `plain-text` and so on</source>
        <translation>服务商把回复装进帧的方式：`openai-chat`、`plain-text` 等</translation>
    </message>
    <message>
        <source>whether frames bring pieces, or the whole so far</source>
        <translation>每帧带来的是片段，还是到此为止的全文</translation>
    </message>
    <message>
        <source>the pieces joined; what follows the terminal is not part of it</source>
        <translation>各片段连在一起；结束标记之后的不算</translation>
    </message>
    <message>
        <source>the pieces that the dialect marks as reasoning, joined</source>
        <translation>接口格式标为思考的片段，连在一起</translation>
    </message>
    <message>
        <source>the finish reason as it was sent</source>
        <translation>原样的结束原因</translation>
    </message>
    <message>
        <source>the same in one word for all dialects</source>
        <translation>各种接口格式统一的说法</translation>
    </message>
    <message>
        <source>the dialect&apos;s own end was seen: `[DONE]`, for one</source>
        <translation>见到了接口格式自己的结尾，例如 `[DONE]`</translation>
    </message>
    <message>
        <source>it ended as the dialect ends, without an error</source>
        <translation>按接口格式的规矩结束，没有出错</translation>
    </message>
    <message>
        <source>the tokens that the provider counted; only what was sent</source>
        <translation>服务商统计的 token 数；只列发来的</translation>
    </message>
    <message>
        <source>tokens read</source>
        <translation>读入的 token</translation>
    </message>
    <message>
        <source>tokens written</source>
        <translation>写出的 token</translation>
    </message>
    <message>
        <source>the sum, as the provider gives it</source>
        <translation>服务商给出的合计</translation>
    </message>
    <message>
        <source>tokens of reasoning</source>
        <translation>思考所用的 token</translation>
    </message>
    <message>
        <source>the first error inside the stream</source>
        <translation>流里的第一个错误</translation>
    </message>
    <message>
        <source>its code as it was sent</source>
        <translation>原样的错误码</translation>
    </message>
    <message>
        <source>its words as they were sent</source>
        <translation>原样的错误文字</translation>
    </message>
    <message>
        <source>its type as it was sent</source>
        <translation>原样的错误类型</translation>
    </message>
    <message>
        <source>the status that the stream names</source>
        <translation>流里写的状态码</translation>
    </message>
    <message>
        <source>the tools that the model calls, in the order in which the calls began</source>
        <translation>模型调用的工具，按开始的次序</translation>
    </message>
    <message>
        <source>its id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>the name of the tool</source>
        <translation>工具名</translation>
    </message>
    <message>
        <source>the arguments as they were streamed, or the JSON of the object that was sent</source>
        <translation>逐段发来的参数原文；发来的是对象则为其 JSON</translation>
    </message>
    <message>
        <source>rules of the dialect that the stream broke: `missing_terminal`, `id_changed` and so on</source>
        <translation>流违反了接口格式的哪些规矩：`missing_terminal`、`id_changed` 等</translation>
    </message>
    <message>
        <source>frames and comments that only keep the connection alive</source>
        <translation>只为保持连接的帧与注释有多少</translation>
    </message>
    <message>
        <source>what the model said instead of an answer</source>
        <translation>模型拒答时说的话</translation>
    </message>
    <message>
        <source>the choices after the first, which is the reply itself</source>
        <translation>第一个以外的候选；第一个就是回复本身</translation>
    </message>
    <message>
        <source>its number, counted from 1</source>
        <translation>编号，从 1 数起</translation>
    </message>
    <message>
        <source>its text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>its finish reason</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>the conversation&apos;s id</source>
        <translation>会话编号</translation>
    </message>
    <message>
        <source>the message&apos;s id, in `chatgpt-web`</source>
        <translation>消息编号，见于 `chatgpt-web`</translation>
    </message>
    <message>
        <source>the id of the message that it answers, in `chatgpt-web`</source>
        <translation>所回答的消息的编号，见于 `chatgpt-web`</translation>
    </message>
    <message>
        <source>what the provider says beside the finish reason</source>
        <translation>服务商在结束原因之外的说明</translation>
    </message>
    <message>
        <source>the text without what stands in `&lt;think&gt;` in it</source>
        <translation>去掉 `&lt;think&gt;` 部分之后的文本</translation>
    </message>
    <message>
        <source>what stands in `&lt;think&gt;` in the text</source>
        <translation>文本里 `&lt;think&gt;` 的部分</translation>
    </message>
    <message>
        <source>times since the request was sent; null where they are not known</source>
        <translation>从发出请求算起的时间；不知道的为 null</translation>
    </message>
    <message>
        <source>until the first byte of the body</source>
        <translation>到正文第一个字节</translation>
    </message>
    <message>
        <source>until the first piece of the reply</source>
        <translation>到回复的第一个片段</translation>
    </message>
    <message>
        <source>until the end</source>
        <translation>到结束</translation>
    </message>
    <message>
        <source>the silence between two chunks that bring bytes</source>
        <translation>两个有字节的块之间的静默</translation>
    </message>
    <message>
        <source>half of the gaps are not longer</source>
        <translation>一半的间隔不超过它</translation>
    </message>
    <message>
        <source>95 of 100 gaps are not longer</source>
        <translation>95% 的间隔不超过它</translation>
    </message>
    <message>
        <source>the longest</source>
        <translation>最长的一次</translation>
    </message>
    <message>
        <source>the mean of the gaps</source>
        <translation>间隔的平均值</translation>
    </message>
    <message>
        <source>the mean time from one piece of the reply to the next</source>
        <translation>回复相邻两个片段之间的平均时间</translation>
    </message>
    <message>
        <source>pieces of the reply for each chunk that brings any; above 1 a gap between chunks is none between tokens</source>
        <translation>带来回复的块平均带来几个片段；大于 1 时，块的间隔不等于 token 的间隔</translation>
    </message>
    <message>
        <source>what was found, the gravest first</source>
        <translation>查出了什么，最严重的在前</translation>
    </message>
    <message>
        <source>how much it matters</source>
        <translation>有多严重</translation>
    </message>
    <message>
        <source>who is at fault</source>
        <translation>责任在谁</translation>
    </message>
    <message>
        <source>what the evidence carries</source>
        <translation>证据能证明到什么程度</translation>
    </message>
    <message>
        <source>how often it occurs</source>
        <translation>出现多少次</translation>
    </message>
    <message>
        <source>where; of very many places the first ones and the last</source>
        <translation>在哪里；地方太多时列出最前面的和最后一个</translation>
    </message>
    <message>
        <source>the chunks in which these spans begin</source>
        <translation>这些区间从哪些块开始</translation>
    </message>
    <message>
        <source>the facts that the words below are made of</source>
        <translation>下面的文字所依据的事实</translation>
    </message>
    <message>
        <source>what it is, in the language in force</source>
        <translation>它是什么，用当前语言</translation>
    </message>
    <message>
        <source>what you see, and why</source>
        <translation>会看到什么，为什么</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>该怎么办</translation>
    </message>
    <message>
        <source>the answer in short</source>
        <translation>简短的回答</translation>
    </message>
    <message>
        <source>how the text is, for machines</source>
        <translation>文本的状况，给程序用</translation>
    </message>
    <message>
        <source>a few sentences, in the language in force</source>
        <translation>几句话，用当前语言</translation>
    </message>
    <message>
        <source>The analysis object</source>
        <translation>分析对象</translation>
    </message>
    <message>
        <source>`streamlab analyze FILE --json` and `streamlab send URL --json` print it, and in Python `analysis.to_dict()` gives it. Its fields stand here in their order. A later version only adds to them.</source>
        <translation>`streamlab analyze FILE --json` 和 `streamlab send URL --json` 会输出它，在 Python 里则是 `analysis.to_dict()`。下面按次序列出各个字段。以后的版本只会增加。</translation>
    </message>
    <message>
        <source>Offsets count bytes from 0, and a span goes up to its end, without it. There are three scales: the connection, where all that was received counts; the body, after HTTP&apos;s own chunks are taken apart; and the content, after the content coding is undone. Where there is no content coding, body and content are the same bytes.</source>
        <translation>位置都按字节从 0 数起，区间含起点、不含终点。刻度有三种：连接，收到的全部字节都算；正文，拆掉 HTTP 分块之后；内容，解开内容编码之后。没有内容编码时，正文与内容是同样的字节。</translation>
    </message>
    <message>
        <source>A framing or an encoding that was chosen is obeyed to the letter: `ndjson` is then one record for each line that ends with LF, and nothing is taken apart or put together besides.</source>
        <translation>指定了分帧方式或字符编码，就一丝不苟地照办：例如 `ndjson` 就是每个以 LF 结尾的行一条记录，不再另行拆开或合并。</translation>
    </message>
    <message>
        <source>Each `t_ns` counts nanoseconds from the moment at which the request was sent.</source>
        <translation>每个 `t_ns` 都是从发出请求算起的纳秒数。</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录制文件</translation>
    </message>
    <message>
        <source>One run of two chunks, whose first character is cut:</source>
        <translation>一次两块的运行，第一个字符正好被切断：</translation>
    </message>
    <message>
        <source>What is read</source>
        <translation>能读什么</translation>
    </message>
    <message>
        <source>The content decides, not the name: a file is compressed if it begins as gzip does. When it is saved, a name that ends with `.gz` has it compressed.</source>
        <translation>看内容，不看文件名：开头像 gzip 就是压缩的。保存时，文件名以 `.gz` 结尾就压缩。</translation>
    </message>
    <message>
        <source>A last line that is torn is left out, and that is said; a bad line before it makes the file damaged. If there is no `end` line, the recording stops before the run did, and that is said too. Lines of a type that is not known come from a later version; they are counted and left out.</source>
        <translation>最后一行若只写了一半，就略去它，并会说明；在它之前的坏行则说明文件已损坏。没有 `end` 行，说明录制先于运行停止，这一点也会说明。类型不认识的行来自以后的版本，只计数，不读取。</translation>
    </message>
    <message>
        <source>A request that is damaged is left out, and that is said; what came is read all the same. An `end` line without a `kind` comes from an earlier version: there the kind stands before the detail and a colon, and is read from it.</source>
        <translation>损坏的请求会略去，并会说明；收到的内容照常读取。没有 `kind` 的 `end` 行来自早先的版本：那里种类写在说明之前，以冒号隔开，读取时从中取出。</translation>
    </message>
    <message>
        <source>A log from a phone is a recording as well. Its lines are `chunk` lines without a header, or a list of chunks in base64 or hex, one on each line, with or without quotes and comma, or one JSON array of texts. Anything else is read as one body in a single chunk, unless its name ends with `.slrec`.</source>
        <translation>手机上记下的日志也是录制：可以是没有首行的 `chunk` 行；可以是 Base64 或十六进制的分块，每行一个，有没有引号和逗号都行；也可以是一个 JSON 字符串数组。其余的文件都当作只有一块的正文来读，除非文件名以 `.slrec` 结尾。</translation>
    </message>
    <message>
        <source>A line has at most {line} MiB, and a file at most {size} MiB after it is decompressed.</source>
        <translation>一行最多 {line} MiB，整个文件解压后最多 {size} MiB。</translation>
    </message>
    <message>
        <source>The commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>ns</source>
        <translation>ns</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>the rule&apos;s id, as in [the rules](rules.md)</source>
        <translation>规则的编号，见[规则](rules.md)</translation>
    </message>
    <message>
        <source>A `.slrec` file is one run: UTF-8 text, a JSON object on each line, written while the run goes on. It holds what arrived and when, and nothing that is computed from it. The bytes of the body are never altered, not even where a server echoes a secret. Secrets of the request and of the response&apos;s head are masked. In the head and the address a mask tells the length: `redacted(25)`. In the body of the request it has as many bytes as the secret, and `masked` lists where the masks stand: a short one is known by that alone.</source>
        <translation>一个 `.slrec` 文件就是一次运行：UTF-8 文本，每行一个 JSON 对象，边运行边写。里面只有到达了什么、何时到达，没有任何由此算出的东西。正文的字节从不改动，哪怕服务端把密钥原样送了回来。请求和响应头里的密钥会被遮盖。在头和地址里，遮盖处写明原来的长度：`redacted(25)`。在请求的正文里，遮盖与密钥的字节数相同，`masked` 列出遮盖的位置：短的只能靠它认出来。</translation>
    </message>
    <message>
        <source>What each command takes, as `--help` says it. The [manual](manual.md) shows how the commands are used. Results go to stdout, all else to stderr.</source>
        <translation>各个命令接受什么，与 `--help` 所说相同；用法举例见[使用手册](manual.md)。结果写到 stdout，其余写到 stderr。</translation>
    </message>
    <message>
        <source>option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>exit code</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>The rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Every finding is of one of these rules. They stand in the order in which findings of one severity are told. Who is at fault and how much it matters depends on the case where several are named; the likelier layer stands first. What the `…` stands for is said by the finding.</source>
        <translation>每条诊断都出自这里的一条规则。规则的次序就是同一级别的诊断列出的次序。写了几个责任层或级别的，视情况而定，较可能的责任层在前。`…` 代表什么，由诊断来说。</translation>
    </message>
    <message>
        <source>at fault</source>
        <translation>责任</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>explained in</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>the type of the line</source>
        <translation>这一行的类型</translation>
    </message>
    <message>
        <source>The first line.</source>
        <translation>第一行。</translation>
    </message>
    <message>
        <source>always `recording/1`</source>
        <translation>总是 `recording/1`</translation>
    </message>
    <message>
        <source>when the run began, in UTC as ISO 8601 writes it</source>
        <translation>运行开始的时间，UTC，按 ISO 8601 书写</translation>
    </message>
    <message>
        <source>the request without its secrets; null where it is not known</source>
        <translation>去掉密钥的请求；不知道则为 null</translation>
    </message>
    <message>
        <source>the method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>what followed the head</source>
        <translation>请求头之后的内容</translation>
    </message>
    <message>
        <source>how it is given here</source>
        <translation>在这里怎样给出</translation>
    </message>
    <message>
        <source>for `file`: its name, not its content</source>
        <translation>用于 `file`：只有文件名，没有内容</translation>
    </message>
    <message>
        <source>bytes of the body that stand for secrets</source>
        <translation>正文中代替秘密的字节</translation>
    </message>
    <message>
        <source>the limits that were set; null waits for ever</source>
        <translation>设定的时限；null 表示一直等</translation>
    </message>
    <message>
        <source>for the connection</source>
        <translation>建立连接</translation>
    </message>
    <message>
        <source>for the longest silence</source>
        <translation>最长的静默</translation>
    </message>
    <message>
        <source>for sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>for a free connection</source>
        <translation>等待空闲连接</translation>
    </message>
    <message>
        <source>whether the certificate was checked</source>
        <translation>是否检查了证书</translation>
    </message>
    <message>
        <source>the proxy&apos;s address; user and password are masked</source>
        <translation>代理的地址；用户名和密码已遮盖</translation>
    </message>
    <message>
        <source>whether HTTP/2 was offered</source>
        <translation>是否提出用 HTTP/2</translation>
    </message>
    <message>
        <source>whether redirects were followed</source>
        <translation>是否跟随重定向</translation>
    </message>
    <message>
        <source>headers (`:url` for the address, `:proxy` for the proxy&apos;s) with masks that their names do not tell of</source>
        <translation>含遮盖而名称看不出来的请求头（`:url` 指地址，`:proxy` 指代理的地址）</translation>
    </message>
    <message>
        <source>What carries the response.</source>
        <translation>承载响应的连接。</translation>
    </message>
    <message>
        <source>One read from the connection; in TLS one decrypted record.</source>
        <translation>对连接的一次读取；TLS 下是一条解密后的记录。</translation>
    </message>
    <message>
        <source>every byte received on the connection so far, head and framing included</source>
        <translation>连接上到此为止收到的全部字节，含响应头与分块标记</translation>
    </message>
    <message>
        <source>A 1xx response after which no head came.</source>
        <translation>后面再没有响应头的 1xx 响应。</translation>
    </message>
    <message>
        <source>the words after the status; empty for none</source>
        <translation>状态码后面的文字；没有则为空</translation>
    </message>
    <message>
        <source>in the order and case of the wire, as latin-1 text</source>
        <translation>次序与大小写照线路原样，按 latin-1 读成文本</translation>
    </message>
    <message>
        <source>The head of the response.</source>
        <translation>响应头。</translation>
    </message>
    <message>
        <source>when it was complete</source>
        <translation>收完的时间</translation>
    </message>
    <message>
        <source>the status, at most 999</source>
        <translation>状态码，最大 999</translation>
    </message>
    <message>
        <source>the 1xx responses before it</source>
        <translation>它之前的 1xx 响应</translation>
    </message>
    <message>
        <source>One slice of the body as an application is handed it.</source>
        <translation>交给应用的一段正文。</translation>
    </message>
    <message>
        <source>`chunk`; a line without a type is a chunk too</source>
        <translation>`chunk`；没有类型的行也是 chunk</translation>
    </message>
    <message>
        <source>when it came; a log from a phone may not know</source>
        <translation>到达的时间；手机日志里可能没有</translation>
    </message>
    <message>
        <source>its bytes in base64; empty for a chunk without bytes</source>
        <translation>它的字节，Base64；没有字节的块为空</translation>
    </message>
    <message>
        <source>its bytes in hex, where there is no `b64`; only read, never written</source>
        <translation>没有 `b64` 时它的字节，十六进制；只读，从不写出</translation>
    </message>
    <message>
        <source>One chunk of HTTP/1.1, when its data is complete or the stream ended in it.</source>
        <translation>HTTP/1.1 的一个分块，在数据收完或流在其中结束时写下。</translation>
    </message>
    <message>
        <source>what its size line says</source>
        <translation>长度行声明的大小</translation>
    </message>
    <message>
        <source>as sent; the value is null where there was no `=`</source>
        <translation>原样；没有 `=` 时值为 null</translation>
    </message>
    <message>
        <source>One DATA frame of HTTP/2, without its padding.</source>
        <translation>HTTP/2 的一个 DATA 帧，不含填充。</translation>
    </message>
    <message>
        <source>The fields after the last HTTP chunk.</source>
        <translation>最后一个 HTTP 分块之后的字段。</translation>
    </message>
    <message>
        <source>Bytes that follow the end of the response on its connection.</source>
        <translation>响应结束之后同一连接上的字节。</translation>
    </message>
    <message>
        <source>when they came</source>
        <translation>到达的时间</translation>
    </message>
    <message>
        <source>where they begin</source>
        <translation>从哪里开始</translation>
    </message>
    <message>
        <source>where they end</source>
        <translation>到哪里结束</translation>
    </message>
    <message>
        <source>the first of them in hex</source>
        <translation>最前面的一些，十六进制</translation>
    </message>
    <message>
        <source>The end of the run; nothing may follow it.</source>
        <translation>运行的结束；后面不能再有别的。</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>如何结束</translation>
    </message>
    <message>
        <source>what ended it, where more is known, else empty; a later version may write other words</source>
        <translation>知道得更多时，写明是什么使它结束，否则为空；以后的版本可能有别的词</translation>
    </message>
    <message>
        <source>the same in words, for people only</source>
        <translation>同一件事的文字说明，只给人看</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>object with other names each time</source>
        <translation>名称各异的对象</translation>
    </message>
    <message>
        <source>list of objects</source>
        <translation>对象列表</translation>
    </message>
    <message>
        <source>list of texts</source>
        <translation>文本列表</translation>
    </message>
    <message>
        <source>list of integers</source>
        <translation>整数列表</translation>
    </message>
    <message>
        <source>list of pairs `[name, value]`</source>
        <translation>`[name, value]` 对的列表</translation>
    </message>
    <message>
        <source>list of spans `[start, end]`</source>
        <translation>`[start, end]` 区间的列表</translation>
    </message>
    <message>
        <source>text or number</source>
        <translation>文本或数值</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>byte of the connection</source>
        <translation>连接上的字节位置</translation>
    </message>
    <message>
        <source>byte of the body</source>
        <translation>正文的字节位置</translation>
    </message>
    <message>
        <source>byte of the content</source>
        <translation>内容的字节位置</translation>
    </message>
    <message>
        <source>number of a chunk</source>
        <translation>块的编号</translation>
    </message>
    <message>
        <source>number of a frame</source>
        <translation>帧的编号</translation>
    </message>
    <message>
        <source>{type} ({unit})</source>
        <translation>{type}（{unit}）</translation>
    </message>
    <message>
        <source>{type} or null</source>
        <translation>{type}，或 null</translation>
    </message>
    <message>
        <source>{type}; may be absent</source>
        <translation>{type}；可能没有</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the address; its secrets are masked</source>
        <translation>地址；其中的秘密已遮盖</translation>
    </message>
    <message>
        <source>in order and case as they were sent; secrets are masked</source>
        <translation>次序与大小写同发出时一样；秘密已遮盖</translation>
    </message>
    <message>
        <source>for `text` and `json`; a mask has as many bytes as the secret</source>
        <translation>用于 `text` 和 `json`；遮盖与秘密的字节数相同</translation>
    </message>
    <message>
        <source>for `bytes`, in base64; a mask has as many bytes as the secret</source>
        <translation>用于 `bytes`，Base64；遮盖与秘密的字节数相同</translation>
    </message>
    <message>
        <source>in the order and case of the wire, as latin-1 text; secrets are masked</source>
        <translation>次序与大小写照线路原样，按 latin-1 读成文本；秘密已遮盖</translation>
    </message>
    <message>
        <source>{meaning}; one of {values}</source>
        <translation>{meaning}；取值：{values}</translation>
    </message>
</context>
<context>
    <name>ReplyTab</name>
    <message>
        <source>No reply text yet. Where the stream&apos;s format is known, the reply is put together here as it arrives.</source>
        <translation>还没有回复文字。只要认得流的格式，回复就会在这里边到边拼接。</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Rendered</source>
        <translation>渲染</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Reply as rendered Markdown</source>
        <translation>以渲染后的 Markdown 显示回复</translation>
    </message>
    <message>
        <source>Reply as raw text</source>
        <translation>以原文显示回复</translation>
    </message>
    <message>
        <source>finish: {reason}</source>
        <translation>结束原因：{reason}</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>不完整</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>%n chunk(s)</source>
        <translation>%n 块</translation>
    </message>
    <message>
        <source>%n byte(s)</source>
        <translation>%n 字节</translation>
    </message>
    <message>
        <source>in one piece, without any border</source>
        <translation>整段一次到达，没有任何边界</translation>
    </message>
    <message>
        <source>{first}, and %n more border(s), the last at byte {last}</source>
        <translation>{first}，另有 %n 个边界，最后一个在字节 {last}</translation>
    </message>
    <message>
        <source>at byte {at}, where nothing is cut</source>
        <translation>字节 {at} 处，那里什么也没切到</translation>
    </message>
    <message>
        <source>at byte {at}, inside “{character}” ({cut} | {rest} bytes)</source>
        <translation>字节 {at} 处，“{character}”内部（{cut} | {rest} 字节）</translation>
    </message>
    <message>
        <source>at byte {at}, inside bytes that are no character ({cut} | {rest})</source>
        <translation>字节 {at} 处，不成字符的字节内部（{cut} | {rest}）</translation>
    </message>
    <message>
        <source>at byte {at}, between CR and LF of line {line}</source>
        <translation>字节 {at} 处，第 {line} 行的 CR 与 LF 之间</translation>
    </message>
    <message>
        <source>at byte {at}, before line {line}</source>
        <translation>字节 {at} 处，第 {line} 行之前</translation>
    </message>
    <message>
        <source>at byte {at}, in line {line}, between “{before}” and “{after}”</source>
        <translation>字节 {at} 处，第 {line} 行的“{before}”与“{after}”之间</translation>
    </message>
    <message>
        <source>%n character(s) lost</source>
        <translation>丢失 %n 个字符</translation>
    </message>
    <message>
        <source>%n replaced</source>
        <translation>%n 个被替换</translation>
    </message>
    <message>
        <source>%n error(s) swallowed</source>
        <translation>%n 个错误被吞掉</translation>
    </message>
    <message>
        <source>{name}: {message}, in chunk {chunk}</source>
        <translation>{name}: {message}，在块 {chunk}</translation>
    </message>
    <message>
        <source>“{given}” instead of “{expected}”</source>
        <translation>得到“{given}”，应为“{expected}”</translation>
    </message>
    <message>
        <source>“{expected}” is missing</source>
        <translation>缺少“{expected}”</translation>
    </message>
    <message>
        <source>“{given}” should not be there</source>
        <translation>多出“{given}”</translation>
    </message>
    <message>
        <source>one piece too many or too few, an empty one</source>
        <translation>多了或少了一个空片段</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>无时间</translation>
    </message>
    <message>
        <source>%n more mark(s) in this chunk</source>
        <translation>此块中另有 %n 处标记</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>(no reply text)</source>
        <translation>（没有回复文字）</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Content coding</source>
        <translation>内容编码</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>First text</source>
        <translation>首段文字</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>%n frame(s)</source>
        <translation>%n 帧</translation>
    </message>
    <message>
        <source>%n delta(s)</source>
        <translation>%n 个增量</translation>
    </message>
    <message>
        <source>{value} ms</source>
        <translation>{value} 毫秒</translation>
    </message>
</context>
<context>
    <name>RequestEditor</name>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {reason}. It is sent as it stands.</source>
        <translation>第 {line} 行第 {column} 列：{reason}。将原样发送。</translation>
    </message>
    <message>
        <source>Headers {count}</source>
        <translation>请求头 {count}</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Of this cell: {words}.</source>
        <translation>这一格：{words}。</translation>
    </message>
    <message>
        <source>What this client makes of the reply</source>
        <translation>这个客户端把回复读成什么</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>A request is still running. Stop it before you open a recording.</source>
        <translation>请求还在进行。请先停止，再打开录制。</translation>
    </message>
    <message>
        <source>It cannot be marked as one to be kept: {reason}.</source>
        <translation>无法把它标记为保留：{reason}。</translation>
    </message>
    <message>
        <source>streamlab itself failed: {reason}</source>
        <translation>streamlab 自身出错：{reason}</translation>
    </message>
    <message>
        <source>Opening {name} …</source>
        <translation>正在打开 {name} …</translation>
    </message>
    <message>
        <source>Stopped: the recording was not read to its end.</source>
        <translation>已停止：这份录制没有读到结尾。</translation>
    </message>
    <message>
        <source>The recording could not be saved: {reason}.</source>
        <translation>录制无法保存：{reason}。</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>Nothing is recorded: {folder} cannot be written ({reason}).</source>
        <translation>没有录制：{folder} 无法写入（{reason}）。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>What fitted is there; the rest is only in memory, and gone when streamlab ends.</source>
        <translation>装得下的部分在那里；其余的只在内存中，streamlab 一退出就没有了。</translation>
    </message>
    <message>
        <source>It is in no file, only in memory, and gone when streamlab ends.</source>
        <translation>它不在任何文件里，只在内存中，streamlab 一退出就没有了。</translation>
    </message>
    <message>
        <source>The run goes on and is kept in memory.</source>
        <translation>运行继续进行，内容保存在内存中。</translation>
    </message>
    <message>
        <source>Its bytes {ranges} are lost; the rest is in {place}.</source>
        <translation>其中第 {ranges} 字节已经丢失，其余部分在 {place}。</translation>
    </message>
    <message>
        <source>All of it has been written there again.</source>
        <translation>全部内容已重新写到那里。</translation>
    </message>
    <message>
        <source>All of it is in {place}.</source>
        <translation>全部内容在 {place}。</translation>
    </message>
    <message>
        <source>it is no longer what was recorded</source>
        <translation>它已不是当时录下的内容</translation>
    </message>
    <message>
        <source>The recording could not be written ({reason}): {path}.</source>
        <translation>录制无法写入（{reason}）：{path}。</translation>
    </message>
    <message>
        <source>The recording was deleted while it grew: {path}.</source>
        <translation>录制文件在写入过程中被删除：{path}。</translation>
    </message>
    <message>
        <source>Another file was put in the place of the recording: {path}.</source>
        <translation>录制文件被另一个文件取代：{path}。</translation>
    </message>
    <message>
        <source>Somebody truncated the recording while it grew: {path}.</source>
        <translation>录制文件在写入过程中被其他程序截短：{path}。</translation>
    </message>
    <message>
        <source>Somebody else wrote into the recording while it grew: {path}.</source>
        <translation>录制文件在写入过程中被其他程序改写：{path}。</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Press Send: what arrives is recorded byte by byte, and what goes wrong is explained here.</source>
        <translation>按“发送”：到达的内容逐字节录制，出了什么问题就在这里说明。</translation>
    </message>
    <message>
        <source>Waiting for the reply …</source>
        <translation>正在等待回复 …</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>TextDecoder</source>
        <translation>TextDecoder</translation>
    </message>
    <message>
        <source>Its request</source>
        <translation>它的请求</translation>
    </message>
    <message>
        <source>It waits for</source>
        <translation>它监听</translation>
    </message>
    <message>
        <source>Values to fill in</source>
        <translation>待填的值</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>With</source>
        <translation>有</translation>
    </message>
    <message>
        <source>TextDecoder as the code suggests</source>
        <translation>TextDecoder 由代码推断</translation>
    </message>
    <message>
        <source>A device without TextDecoder</source>
        <translation>没有 TextDecoder 的设备</translation>
    </message>
    <message>
        <source>A device with TextDecoder</source>
        <translation>有 TextDecoder 的设备</translation>
    </message>
    <message>
        <source>Phones often have none, browsers have one.</source>
        <translation>手机上常常没有，浏览器里有。</translation>
    </message>
    <message>
        <source>Use its request</source>
        <translation>采用它的请求</translation>
    </message>
    <message>
        <source>Puts the request of this code into the request editor</source>
        <translation>把这段代码的请求填入请求编辑器</translation>
    </message>
    <message>
        <source>No value is missing.</source>
        <translation>没有缺少的值。</translation>
    </message>
    <message>
        <source>%n header(s)</source>
        <translation>%n 个请求头</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>body: {form}, {size}</source>
        <translation>正文：{form}，{size}</translation>
    </message>
    <message>
        <source>timeout {ms} ms</source>
        <translation>超时 {ms} 毫秒</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>{mark} Kept: its recording stays however old it grows.</source>
        <translation>{mark} 已保留：它的录制无论多旧都不会被移除。</translation>
    </message>
    <message>
        <source>{mark} Its recording stops without an end; how the run ended is not known.</source>
        <translation>{mark} 它的录制没有结尾；这次运行怎样结束无从得知。</translation>
    </message>
    <message>
        <source>Keep this recording</source>
        <translation>保留这份录制</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Edit headers, body and options</source>
        <translation>编辑请求头、正文和选项</translation>
    </message>
    <message>
        <source>Edit headers, body and options (Ctrl+E)</source>
        <translation>编辑请求头、正文和选项 (Ctrl+E)</translation>
    </message>
    <message>
        <source>nothing sent yet</source>
        <translation>还没有发送过</translation>
    </message>
    <message>
        <source>headers · body · options</source>
        <translation>请求头 · 正文 · 选项</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>%n chunk(s)</source>
        <translation>%n 块</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Working</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>first byte {time}</source>
        <translation>首字节 {time}</translation>
    </message>
    <message>
        <source>recording saved</source>
        <translation>录制已保存</translation>
    </message>
    <message>
        <source>the recording was removed</source>
        <translation>录制文件已被移除</translation>
    </message>
    <message>
        <source>The newest {count} recordings stay here, up to {size}, and those that are marked as kept in the history.</source>
        <translation>这里保留最新的 {count} 份录制，总共不超过 {size}；历史记录中标记为保留的也一直留着。</translation>
    </message>
    <message>
        <source>Waiting for the first byte</source>
        <translation>等待首字节</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Head received, waiting for the body</source>
        <translation>已收到响应头，等待正文</translation>
    </message>
    <message>
        <source>The recording stops here</source>
        <translation>录制到此为止</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>中途断开</translation>
    </message>
    <message>
        <source>Protocol error</source>
        <translation>协议错误</translation>
    </message>
    <message>
        <source>Connection reset</source>
        <translation>连接被重置</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>未能连接</translation>
    </message>
    <message>
        <source>No TLS connection</source>
        <translation>未能建立 TLS</translation>
    </message>
</context>
<context>
    <name>TabsCard</name>
    <message>
        <source>Views of the reply</source>
        <translation>回复的各个视图</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Headers &amp;&amp; connection</source>
        <translation>响应头与连接</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>This log carries no times.</source>
        <translation>这份记录没有时间。</translation>
    </message>
    <message>
        <source>Each chunk becomes a mark here, at the time it arrived.</source>
        <translation>每一块到达时，会在这里对应的时刻留下一个标记。</translation>
    </message>
    <message>
        <source>chunk {chunk} · {time} · {size}</source>
        <translation>第 {chunk} 块 · {time} · {size}</translation>
    </message>
    <message>
        <source>chunks {first} to {last} · {time} · {size}</source>
        <translation>第 {first} 到 {last} 块 · {time} · {size}</translation>
    </message>
    <message>
        <source>has ill-formed bytes or JSON that fails</source>
        <translation>含有非法字节或无法解析的 JSON</translation>
    </message>
    <message>
        <source>ends inside a character</source>
        <translation>在字符中间结束</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Ready requests</source>
        <translation>预设请求</translation>
    </message>
    <message>
        <source>Own request</source>
        <translation>自定义请求</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>https://… or choose a sample on the left</source>
        <translation>https://… 或从左侧选一个示例</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send the request</source>
        <translation>发送请求</translation>
    </message>
    <message>
        <source>Send the request (Ctrl+Return)</source>
        <translation>发送请求 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Stop the run; everything received stays (Esc)</source>
        <translation>停止运行；收到的内容全部保留 (Esc)</translation>
    </message>
    <message>
        <source>Switch to Chinese</source>
        <translation>切换到英文</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>lab</source>
        <translation>lab</translation>
    </message>
    <message>
        <source>The lab server runs at {url}</source>
        <translation>实验服务器运行于 {url}</translation>
    </message>
    <message>
        <source>The lab server is not running</source>
        <translation>实验服务器未运行</translation>
    </message>
</context>
<context>
    <name>Usage</name>
    <message>
        <source>“{name}” is no framing. Known are: {known}</source>
        <translation>“{name}”不是已知的分帧方式。可用的有：{known}</translation>
    </message>
    <message>
        <source>“{name}” is no dialect. Known are: {known}</source>
        <translation>“{name}”不是已知的方言。可用的有：{known}</translation>
    </message>
    <message>
        <source>“{name}” is no encoding that is known here, such as gb18030 or big5.</source>
        <translation>“{name}”不是这里认识的编码，例如 gb18030 或 big5。</translation>
    </message>
    <message>
        <source>“{name}” is no client. Known are: {known}</source>
        <translation>“{name}”不是已知的客户端。可用的有：{known}</translation>
    </message>
    <message>
        <source>“{name}” is no reason for an end. Known are: {known}</source>
        <translation>“{name}”不是已知的结束原因。可用的有：{known}</translation>
    </message>
    <message>
        <source>A chunk is bytes, not {type}.</source>
        <translation>分块必须是字节（bytes），而不是 {type}。</translation>
    </message>
    <message>
        <source>“{cut}” is no cut.</source>
        <translation>“{cut}”不是一种切法。</translation>
    </message>
    <message>
        <source>“{cut}” is no cut that works here. Known are: {known}</source>
        <translation>“{cut}”不是这里可用的切法。可用的有：{known}</translation>
    </message>
    <message>
        <source>“{cut}”: {form} takes {fewest} to {most} numbers above 0.</source>
        <translation>“{cut}”：{form} 需要 {fewest} 到 {most} 个大于 0 的数。</translation>
    </message>
    <message>
        <source>“{cut}”: {form} takes one number above 0.</source>
        <translation>“{cut}”：{form} 需要一个大于 0 的数。</translation>
    </message>
    <message>
        <source>“{cut}”: {form} takes no numbers.</source>
        <translation>“{cut}”：{form} 后面不带数字。</translation>
    </message>
    <message>
        <source>“{cut}”: the sizes known are {known}.</source>
        <translation>“{cut}”：可用的大小是 {known}。</translation>
    </message>
    <message>
        <source>“{cut}”: a piece has at most {most} bytes.</source>
        <translation>“{cut}”：每一片最多 {most} 字节。</translation>
    </message>
    <message>
        <source>“{cut}”: each offset must be greater than the one before.</source>
        <translation>“{cut}”：每个偏移必须大于前一个。</translation>
    </message>
    <message>
        <source>This is PowerShell. Copy the request as cURL or as fetch instead.</source>
        <translation>这是 PowerShell。请改为复制成 cURL 或 fetch。</translation>
    </message>
    <message>
        <source>The cURL command names no address.</source>
        <translation>cURL 命令里没有地址。</translation>
    </message>
    <message>
        <source>In line {line} of the cURL command a quote is opened and not closed: {text}</source>
        <translation>cURL 命令第 {line} 行有一个引号没有闭合：{text}</translation>
    </message>
    <message>
        <source>The code makes no request: there is nothing to take over.</source>
        <translation>这段代码没有发出请求：没有可导入的内容。</translation>
    </message>
    <message>
        <source>There is no request to take over. {reason}</source>
        <translation>没有可导入的请求。{reason}</translation>
    </message>
    <message>
        <source>There is no request to take over. Line {line}: {reason}</source>
        <translation>没有可导入的请求。第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>The lab is not running.</source>
        <translation>实验服务器没有运行。</translation>
    </message>
    <message>
        <source>This is not TOML: {reason}</source>
        <translation>这不是 TOML：{reason}</translation>
    </message>
    <message>
        <source>This is missing or empty.</source>
        <translation>此处缺失或为空。</translation>
    </message>
    <message>
        <source>No key of this name is known.</source>
        <translation>没有叫这个名字的键。</translation>
    </message>
    <message>
        <source>A table must stand here.</source>
        <translation>此处必须是一个表。</translation>
    </message>
    <message>
        <source>A list must stand here.</source>
        <translation>此处必须是一个列表。</translation>
    </message>
    <message>
        <source>A text must stand here.</source>
        <translation>此处必须是文本。</translation>
    </message>
    <message>
        <source>A list of texts must stand here.</source>
        <translation>此处必须是文本的列表。</translation>
    </message>
    <message>
        <source>A whole number must stand here.</source>
        <translation>此处必须是整数。</translation>
    </message>
    <message>
        <source>true or false must stand here.</source>
        <translation>此处必须是 true 或 false。</translation>
    </message>
    <message>
        <source>A whole number or a text must stand here.</source>
        <translation>此处必须是整数或文本。</translation>
    </message>
    <message>
        <source>A text or a table must stand here.</source>
        <translation>此处必须是文本或表。</translation>
    </message>
    <message>
        <source>“{name}” is none of: {known}</source>
        <translation>“{name}”不在其中：{known}</translation>
    </message>
    <message>
        <source>Exactly one of these must stand here: {known}</source>
        <translation>此处必须恰好有其中一个：{known}</translation>
    </message>
    <message>
        <source>“{value}” is no whole number from {least} to {most}.</source>
        <translation>“{value}”不是从 {least} 到 {most} 的整数。</translation>
    </message>
    <message>
        <source>“{name}” is no encoding of text.</source>
        <translation>“{name}”不是文本编码。</translation>
    </message>
    <message>
        <source>“{text}” is no duration such as 35ms, 1.5s or 0.</source>
        <translation>“{text}”不是时长，时长的写法如 35ms、1.5s 或 0。</translation>
    </message>
    <message>
        <source>“{text}” is longer than {most} s.</source>
        <translation>“{text}”超过了 {most} 秒。</translation>
    </message>
    <message>
        <source>This makes no bytes: {reason}</source>
        <translation>由此得不到字节：{reason}</translation>
    </message>
    <message>
        <source>There is no such border in “{text}”.</source>
        <translation>“{text}”里没有这样的边界。</translation>
    </message>
    <message>
        <source>“{text}” is not of the form “Name: value”.</source>
        <translation>“{text}”不是“名称: 值”的形式。</translation>
    </message>
    <message>
        <source>“{name}” is no closing event of {dialect}.</source>
        <translation>“{name}”不是 {dialect} 的结束事件。</translation>
    </message>
    <message>
        <source>Only a script that is told in a dialect can be repeated.</source>
        <translation>只有以某种方言讲述的脚本才能重复。</translation>
    </message>
    <message>
        <source>A body that is repeated can have no Content-Length.</source>
        <translation>重复的正文不能有 Content-Length。</translation>
    </message>
    <message>
        <source>This needs framing = “content-length”.</source>
        <translation>这需要 framing = “content-length”。</translation>
    </message>
    <message>
        <source>A response with status {status} has no body.</source>
        <translation>状态码为 {status} 的响应没有正文。</translation>
    </message>
</context>
<context>
    <name>ValuesTable</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Values to fill in</source>
        <translation>待填的值</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Waiting for the first byte.</source>
        <translation>正在等待第一个字节。</translation>
    </message>
    <message>
        <source>Nothing arrived.</source>
        <translation>什么也没有收到。</translation>
    </message>
    <message>
        <source>%n byte(s) arrived, but no response that can be shown.</source>
        <translation>收到了 %n 个字节，但没有能显示的响应。</translation>
    </message>
    <message>
        <source>%n response(s) of the kind 1xx arrived, but no final one.</source>
        <translation>收到了 %n 个 1xx 响应，却没有最终响应。</translation>
    </message>
    <message>
        <source>Bytes intact.</source>
        <translation>字节完好。</translation>
    </message>
    <message>
        <source>The body is not text.</source>
        <translation>正文不是文本。</translation>
    </message>
    <message>
        <source>The bytes are damaged: %n ill-formed sequence(s) came from upstream.</source>
        <translation>字节已损坏：上游发来了 %n 处非法序列。</translation>
    </message>
    <message>
        <source>The text was damaged before it was sent: %n U+FFFD in the payload.</source>
        <translation>文字在发送之前就已损坏：数据里有 %n 个 U+FFFD。</translation>
    </message>
    <message>
        <source>The body ends in the middle of a character.</source>
        <translation>正文在一个字符的中间结束。</translation>
    </message>
    <message>
        <source>What arrived is intact, but it is not all.</source>
        <translation>收到的部分完好，但不是全部。</translation>
    </message>
    <message>
        <source>The bytes are intact, but the reply has no end.</source>
        <translation>字节完好，但回复没有结尾。</translation>
    </message>
    <message>
        <source>%n character(s) cut by chunk borders: a client that decodes each chunk by itself shows {naive}.</source>
        <translation>%n 个字符被分块边界切断：逐块解码的客户端会显示 {naive}。</translation>
    </message>
    <message>
        <source>%n line(s) cut by chunk borders: a client that parses each chunk by itself freezes or skips text there, but shows no wrong characters.</source>
        <translation>%n 行被分块边界切断：逐块解析的客户端会在那里卡住或漏掉文字，但不会显示错误的字符。</translation>
    </message>
    <message>
        <source>The model stopped with “{finish}”; the stream is not broken.</source>
        <translation>模型以“{finish}”停止；流本身没有问题。</translation>
    </message>
    <message>
        <source>It is a redirect to {location}, which was not followed.</source>
        <translation>这是到 {location} 的重定向，没有跟随。</translation>
    </message>
    <message>
        <source>The stream reports an error and does not say which.</source>
        <translation>流里报告了错误，但没有说明是什么错误。</translation>
    </message>
    <message>
        <source>Only comments came, and no event.</source>
        <translation>只来了注释，没有事件。</translation>
    </message>
    <message>
        <source>No event came.</source>
        <translation>没有收到事件。</translation>
    </message>
    <message>
        <source>There is no text in the reply.</source>
        <translation>回复里没有文字。</translation>
    </message>
    <message>
        <source>It was held back and came all at once, consistent with a buffer on the way.</source>
        <translation>内容被扣住后一次全到，符合途中有缓冲的情形。</translation>
    </message>
    <message>
        <source>It was held back and came all at once: the times in it prove it.</source>
        <translation>内容被扣住后一次全到：其中的时间可以证明。</translation>
    </message>
    <message>
        <source>It was complete before it was sent, as the length in its head proves: nothing of it was streamed.</source>
        <translation>发出之前就已全部生成，响应头里的长度可以证明：没有任何部分是流式发送的。</translation>
    </message>
    <message>
        <source>It came in bursts of whole buffers, consistent with a buffer on the way.</source>
        <translation>内容按整个缓冲区一阵阵到达，符合途中有缓冲的情形。</translation>
    </message>
    <message>
        <source>Characters were halved before they were sent: %n half character(s).</source>
        <translation>字符在发送之前就被切成了两半：%n 个半字符。</translation>
    </message>
    <message>
        <source>The text was encoded twice before it was sent: {shown} for {meant}.</source>
        <translation>文字在发送之前被编码了两次：{meant} 变成了 {shown}。</translation>
    </message>
    <message>
        <source>Letters seem to have become %n question mark(s) before they were sent.</source>
        <translation>文字在发送之前似乎就变成了 %n 个问号。</translation>
    </message>
    <message>
        <source>It is a web page, not a stream (status {status}).</source>
        <translation>这是网页，不是流（状态码 {status}）。</translation>
    </message>
    <message>
        <source>What came is a web page, not a stream.</source>
        <translation>收到的是网页，不是流。</translation>
    </message>
    <message>
        <source>A stream was asked for, and one whole answer came.</source>
        <translation>请求的是流，来的却是一整段回答。</translation>
    </message>
    <message>
        <source>There is only reasoning: a client that shows content alone stays blank.</source>
        <translation>只有推理：只显示 content 的客户端会一片空白。</translation>
    </message>
    <message>
        <source>It broke off after {seconds} s of silence: consistent with a proxy&apos;s idle limit, not proven.</source>
        <translation>静默 {seconds} 秒后中断：符合代理的空闲时限，但未证实。</translation>
    </message>
    <message>
        <source>A gateway gave up after {seconds} s: consistent with its idle limit, not proven.</source>
        <translation>网关在 {seconds} 秒后放弃：符合它的空闲时限，但未证实。</translation>
    </message>
    <message>
        <source>It stopped at {seconds} s while text was coming: consistent with a platform&apos;s limit, not proven.</source>
        <translation>文字仍在到来时停在了第 {seconds} 秒：符合平台的时限，但未证实。</translation>
    </message>
    <message>
        <source>Found: {title}.</source>
        <translation>发现：{title}。</translation>
    </message>
    <message>
        <source>One that parses each chunk by itself freezes there instead.</source>
        <translation>逐块解析的客户端则会在那里卡住。</translation>
    </message>
    <message>
        <source>To prove it, repeat with Accept-Encoding: identity.</source>
        <translation>要证实，请带上 Accept-Encoding: identity 再试一次。</translation>
    </message>
    <message>
        <source>Where it happened is unknown: record the upstream directly and compare.</source>
        <translation>发生在哪里尚不清楚：直接录制上游再对比。</translation>
    </message>
    <message>
        <source>To see what is missing, send the request without streaming and compare.</source>
        <translation>要看缺了什么，请以非流式方式发送同一请求再对比。</translation>
    </message>
    <message>
        <source>To prove it, repeat and compare the seconds.</source>
        <translation>要证实，请再试一次并比较秒数。</translation>
    </message>
    <message>
        <source>The TLS connection broke.</source>
        <translation>TLS 连接断了。</translation>
    </message>
    <message>
        <source>The server broke off the stream.</source>
        <translation>服务端中断了这个流。</translation>
    </message>
    <message>
        <source>The server ended the connection.</source>
        <translation>服务端结束了连接。</translation>
    </message>
    <message>
        <source>The proxy opened no way.</source>
        <translation>代理没有打开通路。</translation>
    </message>
    <message>
        <source>The server redirects more often than streamlab follows.</source>
        <translation>服务端的重定向次数超过了 streamlab 跟随的上限。</translation>
    </message>
    <message>
        <source>The redirect leads where nobody can follow.</source>
        <translation>重定向指向无法跟随的地方。</translation>
    </message>
    <message>
        <source>streamlab stopped reading at a limit of its own; everything received is kept.</source>
        <translation>streamlab 到了自己的上限，停止读取；已收到的内容全部保留。</translation>
    </message>
    <message>
        <source>The size limit of this run was reached; what came is kept.</source>
        <translation>这次运行到了大小上限；已收到的内容保留。</translation>
    </message>
    <message>
        <source>The time limit of this run was reached; what came is kept.</source>
        <translation>这次运行到了时限；已收到的内容保留。</translation>
    </message>
    <message>
        <source>The request could not be sent as it stands.</source>
        <translation>请求照这个样子发不出去。</translation>
    </message>
    <message>
        <source>Nothing was sent: nobody has agreed to it.</source>
        <translation>什么也没发送：还没有人同意。</translation>
    </message>
    <message>
        <source>streamlab itself failed; everything received is kept.</source>
        <translation>streamlab 自己出错了；已收到的内容全部保留。</translation>
    </message>
    <message>
        <source>The recording stops before the end.</source>
        <translation>录制文件没到结尾就停了。</translation>
    </message>
    <message>
        <source>%n frame(s) with malformed JSON.</source>
        <translation>%n 帧的 JSON 格式错误。</translation>
    </message>
    <message>
        <source>The head arrived, but no byte of the body.</source>
        <translation>响应头到了，正文却一个字节也没有。</translation>
    </message>
    <message>
        <source>The body is empty: the server ended it properly and sent nothing.</source>
        <translation>正文为空：服务端正常结束，却什么也没有发送。</translation>
    </message>
    <message>
        <source>There is no body, and with status {status} there is none to miss.</source>
        <translation>没有正文；状态码 {status} 本来就不该有。</translation>
    </message>
    <message>
        <source>The head speaks of {length} bytes, and no body came: that is the answer to a HEAD request.</source>
        <translation>响应头说有 {length} 字节，却没有正文：这是对 HEAD 请求的应答。</translation>
    </message>
    <message>
        <source>The bytes are {charset}, not UTF-8: {sample}…</source>
        <translation>字节是 {charset}，不是 UTF-8：{sample}…</translation>
    </message>
    <message>
        <source>The bytes are no UTF-8 and read as {charset}: {sample}. So few characters are no proof.</source>
        <translation>字节不是 UTF-8，按 {charset} 可读作：{sample}。字符太少，不足为证。</translation>
    </message>
    <message>
        <source>The bytes are UTF-8, but the head declares {declared}: a client that believes it shows {shown}.</source>
        <translation>字节是 UTF-8，响应头却声明 {declared}：相信它的客户端会显示成 {shown}。</translation>
    </message>
    <message>
        <source>The server answered {status}.</source>
        <translation>服务端返回了 {status}。</translation>
    </message>
    <message>
        <source>The stream reports an error: {message}</source>
        <translation>流里报告了错误：{message}</translation>
    </message>
    <message>
        <source>The recording stops here, without an end: what followed is unknown.</source>
        <translation>录制到这里就停了，没有结尾：之后的情况无从得知。</translation>
    </message>
    <message>
        <source>No byte of a body is recorded.</source>
        <translation>没有录下正文的任何字节。</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>已由你停止。</translation>
    </message>
    <message>
        <source>The transfer was cut short.</source>
        <translation>传输被截断。</translation>
    </message>
    <message>
        <source>The connection was reset.</source>
        <translation>连接被重置。</translation>
    </message>
    <message>
        <source>It timed out.</source>
        <translation>超时。</translation>
    </message>
    <message>
        <source>You stopped it; everything received is kept.</source>
        <translation>已由你停止；收到的内容全部保留。</translation>
    </message>
    <message>
        <source>streamlab was told to end before the reply was over.</source>
        <translation>回复还没有结束，streamlab 就被要求结束。</translation>
    </message>
    <message>
        <source>The peer broke HTTP.</source>
        <translation>对方违反了 HTTP。</translation>
    </message>
    <message>
        <source>No connection could be made.</source>
        <translation>无法建立连接。</translation>
    </message>
    <message>
        <source>The TLS handshake failed.</source>
        <translation>TLS 握手失败。</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>The experiment that would settle it</source>
        <translation>可以定论的实验</translation>
    </message>
    <message>
        <source>Sends the request changed in this one thing and compares the two runs</source>
        <translation>只改这一处重发请求，并比较两次运行</translation>
    </message>
</context>
<context>
    <name>_Area</name>
    <message>
        <source>Each chunk appears here as it arrives: its bytes, its base64, its text.</source>
        <translation>每一块到达时都会出现在这里：字节、base64、文本。</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
</TS>
