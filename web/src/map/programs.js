// How sigma draws a node and a line: every shape in one pass, lines one pixel wide with true transparency.

import { EdgeLineProgram, NodeCircleProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

const SHAPES = ["circle", "hexagon", "square", "diamond", "triangle", "triangleDown", "star"];
export const shapeNumber = (shape) => SHAPES.indexOf(shape);

const NODE_VERTEX = /* glsl */ `
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_least;
varying vec4 v_color;
varying vec2 v_place;
varying float v_shape;
varying float v_pixel;
const float bias = 255.0 / 254.0;
void main() {
  float pixels = max(a_size / u_sizeRatio, u_least);
  float radius = pixels * u_correctionRatio * 2.0;
  float reach = a_shape < 0.5 ? 2.3 : 3.0; // of a triangle around the shape
  vec2 corner = reach * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + radius * corner, 1)).xy, 0, 1);
  v_place = corner;
  v_shape = a_shape;
  v_pixel = 1.0 / pixels;
  v_color = a_color;
  v_color.a *= bias;
}`;

// Distance from each shape's edge in units of a circle's radius; the areas look alike.
const NODE_FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_place;
varying float v_shape;
varying float v_pixel;
float star(vec2 p) {
  float turn = 6.2831853 / 5.0;
  float angle = mod(atan(p.x, p.y) + turn * 0.5, turn) - turn * 0.5;
  vec2 q = length(p) * vec2(abs(sin(angle)), cos(angle));
  return dot(q - vec2(0.0, 1.25), vec2(0.8387, 0.5446));
}
float distanceTo(vec2 p) {
  vec2 q = abs(p);
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return max(q.x * 0.866 + q.y * 0.5, q.y) - 0.9;
  if (v_shape < 2.5) return max(q.x, q.y) - 0.88;
  if (v_shape < 3.5) return (q.x + q.y - 1.2) * 0.7071;
  if (v_shape < 5.5) {
    vec2 t = v_shape < 4.5 ? p : vec2(p.x, -p.y);
    return max(-t.y - 0.9, dot(vec2(abs(t.x), t.y) - vec2(0.0, 1.1), vec2(0.8725, 0.4886)));
  }
  return star(p);
}
void main() {
  float inside = 1.0 - smoothstep(-v_pixel, v_pixel * 0.5, distanceTo(v_place));
  gl_FragColor = vec4(v_color.rgb, 1.0) * (v_color.a * inside);
}`;

const EDGE_FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
void main() {
  gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a);
}`;

const ANGLES = [0, (2 * Math.PI) / 3, (4 * Math.PI) / 3];
const LEAST = 1.1; // pixels: the radius under which no node shrinks

// Nodes and lines share one WebGL surface, for each costs a copy a frame where no GPU is. sigma draws nodes first, which
// belong on top: so they wait until the lines are drawn. What is under a pointer is found without the GPU.
const waiting = new WeakMap();

export class ShapeProgram extends NodeCircleProgram {
  constructor(gl, _picking, renderer) {
    super(gl, null, renderer);
    this.surface = gl;
  }

  render(params) { waiting.set(this.surface, () => super.render(params)); }

  getDefinition() {
    const { VERTICES, METHOD, UNIFORMS, ATTRIBUTES: [position, size, color] } = super.getDefinition();
    return { VERTICES, METHOD, VERTEX_SHADER_SOURCE: NODE_VERTEX, FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
      UNIFORMS: [...UNIFORMS, "u_least"], ATTRIBUTES: [position, size, color, { ...size, name: "a_shape" }, { ...size, name: "a_angle" }] };
  }

  // A triangle a node, all corners written out: where no GPU is, instances are slow.
  processVisibleItem(_index, start, { x, y, size, color, shape }) {
    const packed = floatColor(color);
    ANGLES.forEach((angle, n) => this.array.set([x, y, size, packed, shape, angle], start + n * 6));
  }

  setUniforms(params, info) {
    super.setUniforms(params, info);
    info.gl.uniform1f(info.uniformLocations.u_least, LEAST);
  }
}

export class LineProgram extends EdgeLineProgram {
  static share = 1;

  constructor(_gl, _picking, renderer) {
    const { nodes } = renderer.webGLContexts;
    super(nodes, null, renderer);
    this.surface = nodes;
  }

  // Of all lines the first share, for while the map moves.
  render(params) {
    const { verticesCount } = this;
    this.verticesCount = 2 * Math.round((verticesCount / 2) * LineProgram.share);
    super.render(params);
    this.verticesCount = verticesCount;
    waiting.get(this.surface)?.();
  }

  getDefinition() { return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT }; }
}
