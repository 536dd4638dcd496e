from prefect import Flow
import first, second ; from second import helper as second_helper
from first import (measure,
                   name as first_name)

with Flow(name='ödd ' + first_name) as flow :
    größe = measure("x", suffix = second_helper('!')) ; second.measure(größe[0])
    measure(''); second.measure( 'y' , text = second.name )
