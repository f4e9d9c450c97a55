"""How does recorded crime here compare with there, and how sure can we be?"""

from crimecompare.catalogue import load
from crimecompare.comparison import Comparison, compare
from crimecompare.profiles import AreaProfile

__all__ = ["AreaProfile", "Comparison", "compare", "load"]
