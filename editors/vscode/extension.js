// Starts the language server of ilacs-rules and ends it; all else is done there.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async () => {
  const command = workspace.getConfiguration("ilacs-rules").get("command");
  const server = { command, args: ["lsp"] };
  const documents = { documentSelector: [{ language: "yaml" }, { pattern: "**/*.csv" }] };
  client = new LanguageClient("ilacs-rules", "ilacs-rules", server, documents);
  await client.start();
};

exports.deactivate = () => client && client.stop();
