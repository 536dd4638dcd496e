print("no flow here")
