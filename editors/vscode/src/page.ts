// The page around a picture of units. Nothing here needs VS Code.

/** The page for what `cfglint units --format svg` has printed. */
export function pageOf({ output, problems }: { output: string; problems: string }): string {
  const start = output.indexOf("<svg");
  const picture = start === -1 ? "<p>There is no picture.</p>" : output.slice(start);
  const words = problems === "" ? "" : `<pre>${escapeText(problems)}</pre>`;
  // White, as the picture is made for paper.
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';">
<style>body { background: white; color: black; } svg { height: auto; }</style>
</head>
<body>
${words}
${picture}
</body>
</html>
`;
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
