// The units of a workspace folder, drawn by cfglint, in a tab that follows what is saved.

import * as vscode from "vscode";
import { pageOf } from "./page";
import { run } from "./run";
import type { Server } from "./server";

export class Picture implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private folder: vscode.WorkspaceFolder | undefined;
  private readonly saves: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.saves = vscode.workspace.onDidSaveTextDocument(async ({ languageId }) => {
      if (languageId === "nix") {
        await this.draw();
      }
    });
  }

  dispose(): void {
    this.saves.dispose();
    this.panel?.dispose();
  }

  async show(): Promise<void> {
    const folder = await chooseFolder();
    if (folder === undefined) {
      await vscode.window.showInformationMessage("cfglint: open a folder to see its units.");
      return;
    }
    this.folder = folder;
    if (this.panel === undefined) {
      // The page runs no script and asks nobody for anything; see `pageOf`.
      const panel = vscode.window.createWebviewPanel("cfglint.units", "Units", vscode.ViewColumn.Beside, {
        localResourceRoots: [],
        enableFindWidget: true,
      });
      panel.onDidDispose(() => {
        this.panel = undefined;
      });
      this.panel = panel;
    }
    this.panel.title = `Units of ${folder.name}`;
    this.panel.reveal(undefined, true);
    await this.draw();
  }

  private async draw(): Promise<void> {
    const { panel, folder } = this;
    if (panel === undefined || folder === undefined) {
      return;
    }
    const found = this.server.program();
    if ("problem" in found) {
      panel.webview.html = pageOf({ output: "", problems: found.problem });
      return;
    }
    const printed = await run(found.file, ["units", "--format", "svg"], "", folder.uri.fsPath);
    // It may have been closed meanwhile.
    if (this.panel === panel) {
      panel.webview.html = pageOf(printed);
    }
  }
}

/** The folder of the open file; a person is asked where it is in none of several. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const open = vscode.window.activeTextEditor?.document.uri;
  const folder = open && vscode.workspace.getWorkspaceFolder(open);
  const all = vscode.workspace.workspaceFolders ?? [];
  return folder ?? (all.length > 1 ? vscode.window.showWorkspaceFolderPick() : all[0]);
}
