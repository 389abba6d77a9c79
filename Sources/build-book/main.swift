import ArgumentParser
import Execution
import Notebook
import Pipeline

print("hello")
