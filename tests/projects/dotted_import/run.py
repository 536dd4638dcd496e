import acme.io.codec
import acme.io.reader
import prefect


@prefect.task
def write(parts):
    return acme.io.codec.encode(parts), acme.VERSION


with prefect.Flow(f"acme {acme.VERSION}") as flow:
    write(acme.io.reader.read("a-b" + acme.io.codec.SEPARATOR + "c"))
