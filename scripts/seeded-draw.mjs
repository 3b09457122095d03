/** Some of a list at random, the same ones for the same seed. The list is left as it is. */
export function drawn(list, count, seed) {
  const random = generator(seed);
  const left = [...list];
  const taken = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}

/** Numbers in [0, 1) that a seed fixes (xorshift, 32 bit). */
function generator(seed) {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
