// What cfglint reads in a file, as a text beside it that follows every change.

import * as path from "node:path";
import * as vscode from "vscode";
import { run } from "./run";
import type { Server } from "./server";

/** What can be shown of a file: its definitions, or the unit files that they become. */
export type Page = "model" | "units";

const SCHEME = "cfglint";

/** So long nothing may be typed before a page is made anew. */
const PAUSE = 300;

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly pauses = new Map<string, NodeJS.Timeout>();
  private readonly parts: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.parts = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refresh(document.uri)),
    );
  }

  dispose(): void {
    for (const pause of this.pauses.values()) {
      clearTimeout(pause);
    }
    this.parts.dispose();
  }

  async show(page: Page): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "nix") {
      await vscode.window.showInformationMessage("cfglint: open a Nix file to see what it sets.");
      return;
    }
    const shown = await vscode.workspace.openTextDocument(addressOf(page, document.uri));
    await vscode.window.showTextDocument(shown, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  }

  async provideTextDocumentContent(address: vscode.Uri): Promise<string> {
    const source = vscode.Uri.parse(address.query, true);
    const page = address.authority as Page;
    const found = this.server.program();
    if ("problem" in found) {
      return `${found.problem}\n`;
    }
    // The text as it is in the editor, saved or not.
    const document = await vscode.workspace.openTextDocument(source);
    const args = ["model", ...(page === "units" ? ["--units"] : []), "-"];
    const folder = source.scheme === "file" ? path.dirname(source.fsPath) : undefined;
    const { output, problems } = await run(found.file, args, document.getText(), folder);
    return problems === "" ? output : `${output}\n${problems}`;
  }

  /** Makes those pages anew that are about a file and open. */
  private refresh(source: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== SCHEME || uri.query !== source.toString()) {
        continue;
      }
      const name = uri.toString();
      clearTimeout(this.pauses.get(name));
      this.pauses.set(
        name,
        setTimeout(() => {
          this.pauses.delete(name);
          this.changed.fire(uri);
        }, PAUSE),
      );
    }
  }
}

function addressOf(page: Page, source: vscode.Uri): vscode.Uri {
  const name = path.posix.basename(source.path);
  // The end of the name chooses the colours.
  const title = page === "model" ? `Model of ${name}.txt` : `Units of ${name}.ini`;
  return vscode.Uri.from({
    scheme: SCHEME,
    authority: page,
    path: `/${title}`,
    query: source.toString(),
  });
}
