// Where the map is looked at from: the map's units to the screen's and back, and movements that mind what lies over the map.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

export class Camera {
  constructor(renderer, box, free) {
    Object.assign(this, { renderer, box, free });
    this.measure();
  }

  // After each frame, which is what sigma's conversions are about: a unit in pixels, and where the map's origin is.
  measure() {
    this.ratio = this.renderer.getCamera().ratio;
    const origin = this.renderer.graphToViewport({ x: 0, y: 0 }), aside = this.renderer.graphToViewport({ x: 1000, y: 0 });
    this.scale = (aside.x - origin.x) / 1000;
    [this.left, this.top] = [origin.x, origin.y];
  }

  toScreen({ x, y }) { return { x: this.left + x * this.scale, y: this.top + y * this.scale }; }
  toMap({ x, y }) { return { x: (x - this.left) / this.scale, y: (y - this.top) / this.scale }; }

  // The part of the map that nothing hides has this point in its middle, at so many pixels a unit.
  moveTo(point, scale, animated = true) {
    const camera = this.renderer.getCamera();
    const { left, top, right, bottom } = this.free();
    const { clientWidth, clientHeight } = this.box;
    const middle = { x: point.x - (left + right - clientWidth) / 2 / scale, y: point.y - (top + bottom - clientHeight) / 2 / scale };
    const framed = this.renderer.viewportToFramedGraph(this.toScreen(middle));
    const state = { x: framed.x, y: framed.y, ratio: (this.ratio * this.scale) / scale };
    if (animated && !calm.matches) camera.animate(state, { duration: 400 });
    else camera.setState(state);
  }

  // What the middle of the free part shows, for an address.
  looksAt() {
    const { left, top, right, bottom } = this.free();
    const { x, y } = this.toMap({ x: (left + right) / 2, y: (top + bottom) / 2 });
    return [x, y, this.scale];
  }

  fit({ x, y }, animated = true, { least = 0.02, most = 1.6, margin = 40 } = {}) {
    const { left, top, right, bottom } = this.free();
    const scale = Math.min((right - left - margin) / Math.max(x[1] - x[0], 1), (bottom - top - margin) / Math.max(y[1] - y[0], 1));
    this.moveTo({ x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }, clamp(scale, least, most), animated);
  }

  zoomBy(factor) {
    const camera = this.renderer.getCamera();
    const state = { ratio: camera.getBoundedRatio(camera.ratio / factor) };
    if (calm.matches) camera.setState(state); else camera.animate(state, { duration: 150 });
  }

  panBy(across, down) {
    const { clientWidth, clientHeight } = this.box;
    const framed = this.renderer.viewportToFramedGraph({ x: clientWidth / 2 + across, y: clientHeight / 2 + down });
    const state = { x: framed.x, y: framed.y };
    if (calm.matches) this.renderer.getCamera().setState(state); else this.renderer.getCamera().animate(state, { duration: 120 });
  }
}
