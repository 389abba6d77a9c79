// Gives a page the functions of a WebAssembly module: those with vector instructions where the browser has them.
//
//   import { load } from './load.mjs'
//   const { edge } = await load(new URL('function', import.meta.url))
//
// A module that holds one instruction which the browser does not know is no module at all, so there are two, of which a page
// loads one.

// A module with a single function, which repeats a number over a vector: i32.const 0, i8x16.splat, drop, end.
const vectors = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // WebAssembly, version 1
  1, 4, 1, 0x60, 0, 0, // a type: from nothing to nothing
  3, 2, 1, 0, // a function of this type
  10, 9, 1, 7, 0, 0x41, 0, 0xfd, 0x0f, 0x1a, 0x0b,
])

export const hasVectors = WebAssembly.validate(vectors)

// `module` is an address without `.wasm` or `.simd.wasm`; `imports` is what the module wants of its host, by default nothing.
export async function load(module, imports = {}) {
  const address = `${module}${hasVectors ? '.simd' : ''}.wasm`
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: the server answers ${answer.status}`)
  const { instance } = await WebAssembly.instantiate(await answer.arrayBuffer(), imports)
  return instance.exports
}
