/** A name such as `orders-0`. Where there is no room the stem is cut short: the number that tells it from others stays. */
export function NumberedName({ name }: { readonly name: string }) {
  const number = /-\d+$/.exec(name)?.index ?? name.length
  return (
    <>
      <span className="name-stem">{name.slice(0, number)}</span>
      <span>{name.slice(number)}</span>
    </>
  )
}
