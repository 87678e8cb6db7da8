/** True when the browser can draw the map (WebGL 2). */
export function drawSupported(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}
