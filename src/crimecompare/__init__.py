"""How does recorded crime here compare with there, and how sure can we be?"""
