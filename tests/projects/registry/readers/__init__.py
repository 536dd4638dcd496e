from . import csv_reader, text_reader
from .base import READERS, reader_for
