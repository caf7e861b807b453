
// TO FILL IN: where a piece of the text stands in a record. //? to-fill-in
const textOf = (data) => __TEXT__
// The texts of parts; a part that is marked thought is none. //? parts
const join = (parts) => (parts ?? []).map((part) => part.thought ? '' : part.text ?? '').join('') //? parts
