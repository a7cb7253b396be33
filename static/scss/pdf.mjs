// Compiles the styles of documents into static/build/pdf.css. They stand alone: no package is loaded.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, "..", "build");

const { css } = compile(join(here, "pdf.scss"), { style: "compressed" });
mkdirSync(build, { recursive: true });
writeFileSync(join(build, "pdf.css"), css);
console.log(`static/build/pdf.css: ${(css.length / 1024).toFixed(0)} KB`);
