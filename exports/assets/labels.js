"use strict";
// Names on the map: the most important first, and none over another.

const FACES = { concept: "600 {}px system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  paper: "italic {}px 'Iowan Old Style', Palatino, Charter, Georgia, 'Liberation Serif', serif" };
const CELL = 8;
const LONGEST = 38;

const shortened = (text) => {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= LONGEST) return flat;
  const cut = flat.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST - 12)).replace(/[\s:,;.–-]+$/, "")}…`;
};

// Which cells of the screen are taken.
class Occupied {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.rows = Math.ceil(height / CELL) + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  take({ left, top, right, bottom }, always = false) {
    const inside = left >= 2 && top >= 2 && right <= (this.columns - 1) * CELL && bottom <= (this.rows - 1) * CELL;
    if (!inside && !always) return false;
    const [c0, c1] = [left, right].map((x) => Math.min(Math.max(Math.floor(x / CELL), 0), this.columns - 1));
    const [r0, r1] = [top, bottom].map((y) => Math.min(Math.max(Math.floor(y / CELL), 0), this.rows - 1));
    for (let r = r0; r <= r1 && !always; r += 1) {
      for (let c = c0; c <= c1; c += 1) if (this.cells[r * this.columns + c]) return false;
    }
    for (let r = r0; r <= r1; r += 1) this.cells.fill(1, r * this.columns + c0, r * this.columns + c1 + 1);
    return true;
  }
}

class Labels {
  constructor(ctx, width, height, colours) {
    Object.assign(this, { ctx, colours, occupied: new Occupied(width, height) });
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
  }

  keepClear({ x, y }, radius) {
    this.occupied.take({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }, true);
  }

  // Below, above, beside or aslant of its node, a large one's across it; where there is no room, nowhere, unless it must.
  write(node, { x, y }, radius, size, must = false) {
    const face = node.kind === "paper" ? FACES.paper : FACES.concept;
    this.ctx.font = face.replace("{}", size);
    const text = shortened(node.label);
    const width = this.ctx.measureText(text).width, half = width / 2, down = radius + size * 0.62 + 2, aside = radius + half + 5;
    const slant = half * 0.8, spots = [[x, y + down], [x, y - down], [x + aside, y], [x - aside, y],
      [x + slant, y + down], [x - slant, y + down], [x + slant, y - down], [x - slant, y - down]];
    if (radius > 7) spots.push([x, y]);
    const fits = ([cx, cy]) => this.occupied.take(
      { left: cx - half - 3, top: cy - size * 0.55, right: cx + half + 3, bottom: cy + size * 0.55 });
    const spot = spots.find(fits) ?? (must ? spots[0] : null);
    if (!spot) return false;
    this.ctx.strokeStyle = this.colours.ground;
    this.ctx.lineWidth = 3.5;
    this.ctx.strokeText(text, ...spot);
    this.ctx.fillStyle = node.kind === "paper" ? this.colours.ink : this.colours[`${node.kind}-text`];
    this.ctx.fillText(text, ...spot);
    return true;
  }
}
