showContents([{"chapters":[["convolutions-for-images.html","1","Convolutions for images"],["lenet.html","2","LeNet"]]}]);
