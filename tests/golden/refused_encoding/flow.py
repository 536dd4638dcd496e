# -*- coding: ascii -*-
name = 'ü'
