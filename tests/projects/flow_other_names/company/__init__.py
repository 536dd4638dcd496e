from company.flows import *
