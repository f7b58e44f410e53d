/** A name such as `orders-0` or `orders-0–2, 5`. Where there is no room the stem is cut short: what tells it from others stays. */
export function NumberedName({ name }: { readonly name: string }) {
  const number = /-\d[\d–, ]*$/.exec(name)?.index ?? name.length
  return (
    <>
      <span className="name-stem">{name.slice(0, number)}</span>
      <span>{name.slice(number)}</span>
    </>
  )
}
