// Starts cfglint for one answer, beside the language server.

import { spawn } from "node:child_process";

/** So long an answer may take. */
const PATIENCE = 30_000;

/** What a program has printed. */
export interface Printed {
  output: string;
  problems: string;
  /** Nothing if it could not be started, or did not end by itself. */
  code: number | undefined;
}

/** Runs a program to its end; whatever happens to it is told, never thrown. */
export function run(file: string, args: string[], input = "", folder?: string): Promise<Printed> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      timeout: PATIENCE,
      windowsHide: true,
      ...(folder === undefined ? {} : { cwd: folder }),
    });
    const output: Buffer[] = [];
    const problems: Buffer[] = [];
    const text = (parts: Buffer[]) => Buffer.concat(parts).toString("utf8");
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => problems.push(part));
    child.on("error", (error) => resolve({ output: text(output), problems: error.message, code: undefined }));
    child.on("close", (code, signal) => {
      const end = signal === null ? "" : `it was ended by ${signal}`;
      resolve({ output: text(output), problems: text(problems) + end, code: code ?? undefined });
    });
    // A program that ends before it has read everything is no mistake of ours.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
