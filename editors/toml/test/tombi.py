"""Opens settings in Tombi's language server: `tombi.py PROGRAM FOLDER`."""

import json
import pathlib
import queue
import subprocess
import sys
import threading

SETTINGS = 'relase = "25.05"\nrelease = "25.05"\n\n[severity]\n\n'
WAIT = 120


class Server:
    def __init__(self, program, folder):
        command = [program, "lsp", "--offline"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
        )
        self.uri = folder.resolve().as_uri()
        self.said = queue.Queue()
        self.asked = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def listen(self):
        while True:
            length = 0
            while line := self.process.stdout.readline().strip():
                name, value = line.split(b":", 1)
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            message = json.loads(self.process.stdout.read(length))
            if "id" in message and "method" in message:
                folders = [{"uri": self.uri, "name": "settings"}]
                is_folders = message["method"] == "workspace/workspaceFolders"
                self.send({"id": message["id"], "result": folders if is_folders else None})
            else:
                self.said.put(message)

    def until(self, is_meant):
        while True:
            try:
                message = self.said.get(timeout=WAIT)
            except queue.Empty:
                sys.exit(f"FAIL: Tombi said nothing of the kind in {WAIT} seconds")
            if is_meant(message):
                return message

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        return self.until(lambda it: it.get("id") == self.asked)["result"]


def expect(what, is_so, said):
    if not is_so:
        sys.exit(f"FAIL: {what}: {json.dumps(said)[:2000]}")
    print(f"ok {what}")


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    file = folder / "cfglint.toml"
    file.write_text(SETTINGS)
    server = Server(program, folder)
    folders = [{"uri": server.uri, "name": "settings"}]
    server.ask("initialize", {"processId": None, "rootUri": server.uri, "workspaceFolders": folders, "capabilities": {}})
    server.send({"method": "initialized", "params": {}})
    document = {"uri": file.resolve().as_uri()}
    opened = {**document, "languageId": "toml", "version": 1, "text": SETTINGS}
    server.send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})

    def is_report(message):
        is_published = message.get("method") == "textDocument/publishDiagnostics"
        return is_published and message["params"]["diagnostics"]

    # A file that is opened before Tombi has read its own settings is reported twice, at first without the schema.
    report = server.until(is_report)["params"]["diagnostics"]
    of_first = [it for it in report if it["range"]["start"]["line"] == 0]
    expect("an unknown setting is a mistake", any("relase" in it["message"] for it in of_first), report)
    of_second = [it for it in report if it["range"]["start"]["line"] == 1]
    expect("a known one is none", not of_second, report)

    def at(line, character):
        return {"textDocument": document, "position": {"line": line, "character": character}}

    def labels_at(line):
        answer = server.ask("textDocument/completion", at(line, 0))
        items = answer if isinstance(answer, list) else answer["items"]
        return [it["label"] for it in items]

    labels = labels_at(2)
    expect("settings are completed", {"exclude", "select"} <= set(labels), labels)
    labels = labels_at(4)
    expect("names of lints are completed", "timer-target-unit" in labels, labels)
    hover = server.ask("textDocument/hover", at(1, 2))
    expect("a setting is explained", "release of NixOS" in json.dumps(hover), hover)
    server.process.kill()


main()
