// Makes the explorer's one script of its sources and the libraries it draws with: npm ci && npm run build.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = "../exports/explorer/assets/explorer.js";
const LIBRARIES = ["sigma", "graphology", "graphology-utils", "events"];

const sources = readdirSync("src", { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => name.replaceAll("\\", "/")).sort();
const made = createHash("sha256");
for (const name of [...sources.map((name) => `src/${name}`), "package-lock.json", "build.js"]) made.update(`${name}\n${readFileSync(name, "utf8")}\n`);

const licence = (name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = readdirSync(`node_modules/${name}`).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version}\n\n${file ? readFileSync(`node_modules/${name}/${file}`, "utf8").trim() : "MIT"}`;
};

const banner = `/*! Made from web/ by build.js; sources ${made.digest("hex")}\n\nThis file holds, beside paperkg's own code:\n\n`
  + `${LIBRARIES.map(licence).join("\n\n").replaceAll("*/", "* /")}\n*/`;

const { outputFiles } = await build({
  entryPoints: ["src/main.js"], bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8", legalComments: "none",
  banner: { js: banner }, write: false, define: { "process.env.NODE_ENV": '"production"' },
});
// What would end a script element early does not occur in one.
const text = outputFiles[0].text.replaceAll("</script", "<\\/script");
writeFileSync(OUT, text);
console.log(`${OUT}: ${(text.length / 1000).toFixed(0)} kB`);
