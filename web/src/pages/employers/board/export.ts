// A drawing as a picture: SVG text, or a PNG of it, with who took it, when and how it was narrowed below.
import type { Board, Picture } from "./board";
import type { Look } from "./canvas_core";

type Frame = { foot: string; legend: [string, string][] };

const escaped = (s: string) => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/g, "�").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** svgOf writes a picture. Names are text and nothing else. */
export function svgOf(b: Board, p: Picture, look: Look, f: Frame): string {
  const spots = p.things.map((x) => b.at.get(x.id) ?? { x: 0, y: 0 });
  const [left, right] = [Math.min(...spots.map((s) => s.x)), Math.max(...spots.map((s) => s.x))];
  const [low, high] = [Math.min(...spots.map((s) => s.y)), Math.max(...spots.map((s) => s.y))];
  const scale = Math.min(1200 / (right - left || 1), 800 / (high - low || 1), 24);
  const wide = Math.max(700, (right - left) * scale + 240);
  const tall = (high - low) * scale + 160;
  const at = (id: string) => {
    const s = b.at.get(id) ?? { x: 0, y: 0 };
    return { x: 120 + (s.x - left) * scale, y: 60 + (high - s.y) * scale };
  };
  const edges = p.edges.map((e) => {
    const [a, c] = [at(e.from), at(e.to)];
    return `<line x1="${a.x.toFixed(1)}" y1="${a.y.toFixed(1)}" x2="${c.x.toFixed(1)}" y2="${c.y.toFixed(1)}" stroke="#9aa4ad" stroke-width="${e.ties.length > 1 ? 2 : 1}"/>`;
  });
  const things = p.things.map((x) => {
    const s = at(x.id);
    return `<circle cx="${s.x.toFixed(1)}" cy="${s.y.toFixed(1)}" r="${x.kind === "entity" ? 7 : 5}" fill="${x.foundOn ? look.found : look.colour(x.kind)}"/><text x="${(s.x + 10).toFixed(1)}" y="${(s.y + 4).toFixed(1)}">${escaped(look.label(x.id).slice(0, 60))}</text>`;
  });
  const legend = f.legend.map(([name, colour], i) => `<circle cx="14" cy="${18 + i * 16}" r="5" fill="${colour}"/><text x="26" y="${22 + i * 16}">${escaped(name)}</text>`);
  return whole(`<svg width="${wide.toFixed(0)}" height="${tall.toFixed(0)}" viewBox="0 0 ${wide.toFixed(0)} ${tall.toFixed(0)}" font-family="sans-serif" font-size="11" fill="#1f262c"><rect width="100%" height="100%" fill="#ffffff"/>${edges.join("")}${things.join("")}${legend.join("")}<text x="12" y="${(tall - 12).toFixed(0)}" fill="#56606a">${escaped(f.foot)}</text></svg>`);
}

/** whole lets the browser read a drawing and write it out as a file of its own, with the names that such a file needs. */
function whole(svg: string): string {
  const page = document.createElement("template");
  page.innerHTML = svg;
  return new XMLSerializer().serializeToString(page.content.firstElementChild as Element);
}

/** pngOf paints an SVG. */
export async function pngOf(svg: string): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * 2;
  canvas.height = picture.height * 2;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return await new Promise((done, fail) => canvas.toBlob((b) => (b ? done(b) : fail(new Error("the picture could not be painted"))), "image/png"));
}
